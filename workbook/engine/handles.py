"""What a check holds of the program: handles on objects, results to come, folders.

A check sees these and plain values, never an object of the learner's.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbook.engine import wire
from workbook.engine.broker import BACKLOG, HERE
from workbook.engine.connection import Connection
from workbook.engine.stream import connected

if TYPE_CHECKING:
    from workbook.engine.caller import Caller
    from workbook.engine.subject import Subject


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

    def call(self, method: str, /, *args: Any, **named: Any) -> Any:
        """Return the plain result of *method*, waiting for it if it is a Deferred."""
        return self.subject.result_of(method, args, named, self.number)

    def start(self, method: str, /, *args: Any, **named: Any) -> Pending:
        """Call *method* and return at once."""
        return self.subject.pending(method, args, named, self.number)

    def each(self, method: str, arguments: Sequence[Any]) -> list[Any]:
        """Call *method* with each of *arguments* in turn; return all the results."""
        args = [wire.encode(each) for each in arguments]
        return wire.decode(self.subject.ask("each", name=method, args=args, on=self.number)["ok"])


class Reactor(Handle):
    """The reactor that answers are given: real sockets, and a time that stands still."""

    def advance(self, seconds: float) -> None:
        """Move the time, running what is due step by step and serving sockets between."""
        self.subject.talk.later(seconds)
        until: float | None = None
        while True:
            self.subject.settle()
            until = self.subject.ask("advance", seconds=seconds, until=until)["ok"]
            if until is None:
                return

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

    def connect(self, receive_buffer: int = 0, name: str = "", send_buffer: int = 0) -> Connection:
        """Return a new connection to it; see `Connection`.

        Args:
            receive_buffer: bytes that the system may hold for us; small for a slow reader.
            send_buffer: bytes that it may hold for the program, which then holds the rest.
        """
        subject, ours = self.subject, connected(self.port, receive_buffer)
        connection = Connection(subject.worker, ours, subject.talk, name)
        if send_buffer:
            connection.narrow(send_buffer)
        return connection


@dataclass(frozen=True)
class Pending:
    """The result of a call that may not be there yet."""

    subject: Caller
    number: int
    name: str
    """What was called."""

    @property
    def state(self) -> str:
        """``pending``, ``done`` or ``failed``, at this moment."""
        return str(self._look()["state"])

    def result(self) -> Any:
        """Return the value, or the `Error` it failed with; fail if neither comes."""
        return self.subject.outcome(self.number, self.name)

    def cancel(self) -> None:
        """Cancel it."""
        self.subject.ask("cancel", pending=self.number)

    def _look(self) -> dict[str, Any]:
        return dict(self.subject.ask("look", pending=self.number)["ok"])


@dataclass(frozen=True)
class Folder:
    """A folder in the sandbox: its path there."""

    subject: Subject
    path: str

    def files(self) -> dict[str, bytes]:
        """Return the files that are in it now, by relative path."""
        return dict(wire.decode(self.subject.ask("files", path=self.path)["ok"]))
