"""Call what the learner's program defines, and wait for what comes of it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from workbook.engine import wire
from workbook.engine.handles import Error, Pending
from workbook.engine.process import SERVER, WorkerProcess
from workbook.engine.stream import MOMENT
from workbook.engine.troubles import Failed, NotStarted, Trouble, trouble

PATIENCE = {SERVER: 20.0, "a thread of the reactor's pool": 2.0}  # seconds


class Caller:
    """Calls names of the program in *worker*, or methods of things that live there."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker

    def ask(self, do: str, fds: tuple[int, ...] = (), **question: Any) -> dict[str, Any]:
        """Ask the worker one question; see `WorkerProcess.ask`."""
        return self.worker.ask(do, fds, **question)

    def settle(self) -> None:
        """Wait until nothing is under way in the program's loop, nor beside it.

        A thread of the reactor's pool may look up a name, or wait for the check: it is
        given some time, and then it may go on.

        Raises:
            Failed: the program and a server of the check talk without end.
        """
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE.get(busy := self.worker.settle(), 0.0):
            time.sleep(MOMENT)
        if busy == SERVER:
            raise Failed(f"Your program still talked to the check after {PATIENCE[SERVER]:.0f} s.")

    def result_of(
        self,
        name: str,
        args: Sequence[Any],
        named: Mapping[str, Any],
        on: int | None = None,
        keep: str = "value",
    ) -> Any:
        """Call *name* and return the plain result, or a handle on it; for handles."""
        reply = self._call(name, args, named, on, keep)
        if "value" in reply:
            return wire.decode(reply["value"])
        return self.value(int(reply["pending"]), name)

    def value(self, number: int, name: str) -> Any:
        """Return the value of a pending result, or raise what it failed with."""
        state = self._finished(number, name)
        if "error" in state:
            raise self._trouble(state["error"], name)
        return wire.decode(state["value"])

    def outcome(self, number: int, name: str) -> Any:
        """Return the value of a pending result, or its `Error`; fail if neither comes."""
        state = self._finished(number, name)
        if "error" not in state:
            return wire.decode(state["value"])
        error = state["error"]
        if isinstance(unwritten := self._trouble(error, name), NotStarted):
            raise unwritten
        return Error(tuple(error["types"]), error["message"], tuple(error["args"]))

    def pending(
        self, name: str, args: Sequence[Any], named: Mapping[str, Any], on: int | None = None
    ) -> Pending:
        """Call *name* and return the result to come; for handles."""
        return Pending(self, int(self._call(name, args, named, on, "pending")["pending"]), name)

    def _call(
        self, name: str, args: Sequence[Any], named: Mapping[str, Any], on: int | None, keep: str
    ) -> dict[str, Any]:
        plain = [wire.encode(each) for each in args]
        words = {word: wire.encode(each) for word, each in named.items()}
        return dict(self.ask("call", name=name, args=plain, named=words, on=on, keep=keep)["ok"])

    def _finished(self, number: int, name: str) -> dict[str, Any]:
        state = dict(self.ask("wait", pending=number)["ok"])
        busy = "unknown"
        while state["state"] == "pending" and busy:
            busy = self.worker.settle()
            time.sleep(MOMENT if busy else 0)
            state = dict(self.ask("wait", pending=number)["ok"])
        self.worker.note_ports(state)
        if state["state"] == "pending":
            raise Failed(
                f"`{name}` has not finished, and nothing that could finish it is under way."
            )
        return state

    def _trouble(self, error: dict[str, Any], name: str) -> Trouble:
        return trouble(error, self.worker.file, f", when the check called `{name}`")
