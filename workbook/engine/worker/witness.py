"""The conversation with a check, from within the running reactor.

Each question is a message with a ``do``; each gets exactly one reply, ``{"ok": value}``
or ``{"error": …}``. A question that has to wait is answered when its Deferred fires, or
when the program has come to rest without firing it.
"""

from __future__ import annotations

import inspect
import os
import socket
from typing import Any

from twisted.internet.defer import Deferred
from twisted.internet.main import installReactor

from workbook.engine import wire
from workbook.engine.worker.answer import Answer
from workbook.engine.worker.reactor import GivenReactor, WorkerReactor
from workbook.engine.worker.rest import Rest
from workbook.engine.worker.results import Results, ports


class Witness:
    """Has the answer, and takes one question after the other; its methods ``do_…`` reply."""

    def __init__(self) -> None:
        self.reactor = WorkerReactor(lambda what: self._answer.faults.complain(what))
        self._given = GivenReactor(self.reactor)
        self._answer = Answer(self.reactor, self._given)
        installReactor(self.reactor)
        self._results = Results(self._answer, self.reactor)
        self._rest = Rest(self.reactor, self._given)

    def meet(self, control: socket.socket, broker: socket.socket) -> None:
        """Take questions from *control* from now on, and sockets from *broker*."""
        self._control, self._reader = control, wire.Reader(control)
        self.reactor.meet(broker)
        self.reactor.addReader(self)
        self._reply(ok=None)  # ready; the frame tells the trusted side who we are

    def fileno(self) -> int:
        return self._control.fileno()

    def logPrefix(self) -> str:
        return "witness"

    def connectionLost(self, reason: object) -> None:
        os._exit(0)

    def doRead(self) -> None:
        """Take one question and answer it, now or later."""
        try:
            question = self._reader.frame()
        except wire.Gone:
            os._exit(0)
        try:
            result = getattr(self, f"do_{question.pop('do')}")(**question)
        except BaseException as error:  # noqa: BLE001 - it is told, whatever it is
            return self._reply(error=self._answer.faults.describe(error))
        if inspect.iscoroutine(result):
            Deferred.fromCoroutine(result)

    def _reply(self, **reply: Any) -> None:
        reply.setdefault("listening", ports(self.reactor))
        try:
            wire.send(self._control, reply)
        except ValueError as problem:
            wire.send(self._control, {"error": self._answer.faults.describe(problem)})
