"""The subject of a check: the learner's program, as something that can be asked.

A check sees handles and plain values, never an object of the learner's.
"""

from __future__ import annotations

import inspect
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from workbook.engine import program, wire
from workbook.engine.broker import BACKLOG, HERE
from workbook.engine.connection import Connection
from workbook.engine.cuts import Cut, cuts
from workbook.engine.process import WorkerProcess
from workbook.engine.talk import Talk
from workbook.engine.troubles import Failed, NotStarted, Skipped, trouble

MOST = 2.0  # seconds of the processor for all turns of one call
PATIENCE = 10.0  # seconds for all turns of one call, whatever its threads do
QUIET = 3  # turns in a row with nothing under way: what is pending now stays so


@dataclass(frozen=True)
class Error:
    """What a call of the learner's raised: the names of its types, its plain arguments."""

    types: tuple[str, ...]
    message: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class Handle(wire.Thing):
    """An object in the worker; may be passed as an argument."""

    subject: Subject = field(repr=False, compare=False)

    def call(self, method: str, *args: Any) -> Any:
        """Return the plain result of *method*, waiting for it if it is a Deferred."""
        return self.subject._result(method, args, self.number, "value")

    def start(self, method: str, *args: Any) -> Pending:
        """Call *method* and return at once."""
        return self.subject._pending(method, args, self.number)

    def each(self, method: str, arguments: Sequence[Any]) -> list[Any]:
        """Call *method* with each of *arguments* in turn; return all the results."""
        args = [wire.encode(each) for each in arguments]
        return wire.decode(self.subject.ask("each", name=method, args=args, on=self.number)["ok"])


class Reactor(Handle):
    """The reactor that answers are given: real sockets, and a time that stands still."""

    def advance(self, seconds: float) -> None:
        """Move the time, running what is due step by step and serving sockets between."""
        self.subject.talk.later(seconds)
        self.subject.ask("advance", seconds=seconds)

    @property
    def delayed_calls(self) -> int:
        """How many calls wait for a later time."""
        return int(self.subject.ask("delayed")["ok"])


class Factory(Handle):
    """A factory of the learner's, listening on a port of 127.0.0.1 from first use."""

    @cached_property
    def port(self) -> int:
        """A real TCP port, for real programs."""
        with socket.create_server((HERE, 0), backlog=BACKLOG) as listening:
            listening.setblocking(False)
            self.subject.ask("listen", (listening.fileno(),), factory=self.number)
            port = int(listening.getsockname()[1])
        self.subject.allow(port)
        return port

    def connect(self, receive_buffer: int = 0, name: str = "") -> Connection:
        """Return a new connection to it; see `Connection`."""
        subject = self.subject
        return Connection(subject.worker, self.port, subject.talk, receive_buffer, name)


@dataclass(frozen=True)
class Pending:
    """The result of a call that may not be there yet."""

    subject: Subject
    number: int
    name: str
    """What was called."""

    @property
    def state(self) -> str:
        """``pending``, ``done`` or ``failed``, at this moment."""
        return str(self._look()["state"])

    def result(self) -> Any:
        """Return the value, or the `Error` it failed with; fail if neither comes."""
        return self.subject._outcome(self.number, self.name)

    def cancel(self) -> None:
        """Cancel it."""
        self.subject.ask("cancel", pending=self.number)

    def _look(self) -> dict[str, Any]:
        return dict(self.subject.ask("look", pending=self.number)["ok"])


@dataclass(frozen=True)
class Beats:
    """How the reactor's loop went on while something was computed; see `Subject.beats`."""

    result: Any
    count: int
    longest: float
    total: float
    process: float


@dataclass(frozen=True)
class Folder:
    """A folder in the sandbox: its path there."""

    subject: Subject
    path: str

    def files(self) -> dict[str, bytes]:
        """Return the files that are in it now, by relative path."""
        return dict(wire.decode(self.subject.ask("files", path=self.path)["ok"]))


class Subject:
    """The learner's program in *worker*, asked about with drawn inputs from *draw*."""

    def __init__(self, worker: WorkerProcess, draw: random.Random) -> None:
        self.worker, self.random = worker, draw
        self.reactor = Reactor(0, self)
        self.talk = Talk()

    def ask(self, do: str, fds: tuple[int, ...] = (), **question: Any) -> dict[str, Any]:
        """Ask the worker one question; see `WorkerProcess.ask`."""
        return self.worker.ask(do, fds, **question)

    def call(self, name: str, *args: Any) -> Any:
        """Return the plain result of *name*, waiting for it if it is a Deferred."""
        return self._result(name, args, None, "value")

    def new(self, name: str, *args: Any) -> Handle:
        """Return a handle on the object that *name* returns."""
        return Handle(self._result(name, args, None, "thing").number, self)

    def start(self, name: str, *args: Any) -> Pending:
        """Call *name* and return at once."""
        return self._pending(name, args, None)

    def factory(self, *args: Any) -> Factory:
        """Return ``make_factory(reactor, *args)``."""
        given = (self.reactor, *args)
        self.talk.serve(args)
        return Factory(self._result("make_factory", given, None, "factory").number, self)

    def folder(self, files: dict[str, bytes], name: str = "folder") -> Folder:
        """Return a new folder in the sandbox with *files*; a path ending in / is a folder."""
        self.talk.repeatable = False  # who repeats it has no such folder
        return Folder(self, str(self.ask("folder", name=name, files=wire.encode(files))["ok"]))

    def cuts(self, stream: bytes) -> Iterator[Cut]:
        """Yield the ways in which a hostile network may cut *stream*."""
        return cuts(stream, self.random)

    def drive(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run *function* beside the answer and return its plain result.

        It is sent as source, so it must be self-contained; its first argument is the
        answer's module. It runs where the answer could reach it: what it returns must
        depend on drawn inputs.
        """
        source = inspect.cleandoc("\n" + inspect.getsource(function))
        given = [wire.encode(each) for each in args]
        reply = self.ask("drive", source=source, function=function.__name__, args=given)
        return wire.decode(reply["ok"])

    def allow(self, port: int) -> None:
        """Let the program connect to *port* of 127.0.0.1."""
        self.worker.broker.allowed.add(port)

    @property
    def listening(self) -> tuple[int, ...]:
        """The ports that the program listened on at the moment of its last answer."""
        return self.worker.listening

    @property
    def opened(self) -> frozenset[int]:
        """Every port that the program has listened on so far, at its own wish."""
        return frozenset(self.worker.broker.opened)

    def cpu(self) -> float:
        """Return the processor's seconds that the program has used, in all its threads."""
        return measured(self.worker.cpu)

    def reactor_cpu(self) -> float:
        """Return the processor's seconds that the reactor's thread has used."""
        return measured(self.worker.reactor_cpu)

    def beats(self, name: str, *args: Any) -> Beats:
        """Call *name*, and let the loop turn, one turn at a time, until the result is there.

        ``count`` is how many turns that took, the call itself included. ``longest`` and
        ``total`` are the processor's seconds that the reactor's thread used in one turn, and
        in all; ``process`` is what the whole program used. Nobody waits for a timer: where
        nothing else is under way, the time jumps to the next one.

        Raises:
            Failed: the result is not there after `MOST` seconds of the reactor's processor
                time, or `PATIENCE` seconds.
        """
        began, marks, quiet = self.cpu(), [self.reactor_cpu()], 0
        end = time.monotonic() + PATIENCE
        plain = [wire.encode(each) for each in args]
        state = self.ask("beats", name=name, args=plain)["ok"]
        number = int(state["pending"])
        marks.append(self.reactor_cpu())
        while quiet < QUIET and state.get("state", "pending") == "pending":
            if marks[-1] - marks[0] > MOST or time.monotonic() > end:
                raise Failed(f"`{name}` was still at work when the check gave up.")
            state = self.ask("beat", pending=number)["ok"]
            quiet = 0 if state["under_way"] else quiet + 1
            marks.append(self.reactor_cpu())
        turns = [after - before for before, after in pairwise(marks)]
        result = self._value(number, name)
        return Beats(result, len(turns), max(turns), sum(turns), self.cpu() - began)

    def program(
        self, name: str, *argv: str, input: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a real program on our side and return its exit status and output.

        Raises:
            Skipped: it is not installed.
            Failed: it did not finish in `program.PATIENCE` seconds.
        """
        return program.run(name, argv, input)

    def _result(self, name: str, args: Sequence[Any], on: int | None, keep: str) -> Any:
        reply = self._call(name, args, on, keep)
        if "value" in reply:
            return wire.decode(reply["value"])
        return self._value(int(reply["pending"]), name)

    def _value(self, number: int, name: str) -> Any:
        outcome = self._outcome(number, name)
        if isinstance(outcome, Error):
            raise self._last_trouble
        return outcome

    def _pending(self, name: str, args: Sequence[Any], on: int | None) -> Pending:
        return Pending(self, int(self._call(name, args, on, "pending")["pending"]), name)

    def _call(self, name: str, args: Sequence[Any], on: int | None, keep: str) -> dict[str, Any]:
        plain = [wire.encode(each) for each in args]
        return dict(self.ask("call", name=name, args=plain, on=on, keep=keep)["ok"])

    def _outcome(self, number: int, name: str) -> Any:
        state = dict(self.ask("wait", pending=number)["ok"])
        self.worker.note_ports(state)
        if state["state"] == "pending":
            raise Failed(
                f"`{name}` has not finished, and nothing that could finish it is under way."
            )
        if state["state"] == "done":
            return wire.decode(state["value"])
        error = state["error"]
        doing = f", when the check called `{name}`"
        self._last_trouble = trouble(error, self.worker.file, doing)
        if isinstance(self._last_trouble, NotStarted):
            raise self._last_trouble
        return Error(tuple(error["types"]), error["message"], tuple(error["args"]))


def measured(clock: Callable[[], float]) -> float:
    """Return what *clock* says, or skip the check where the platform does not say it."""
    try:
        return clock()
    except OSError:
        raise Skipped(f"{sys.platform} does not tell what another process uses.") from None
