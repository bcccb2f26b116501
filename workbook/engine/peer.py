"""A server that the check plays, for the learner's clients; its sockets are plain ones."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from workbook.engine.broker import BACKLOG, HERE
from workbook.engine.connection import Connection
from workbook.engine.troubles import Failed

if TYPE_CHECKING:
    from workbook.engine.subject import Subject


class Place:
    """A port of 127.0.0.1 to which the program may connect; somebody listens there at once."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._place = bound(0)  # keeps the port while nobody listens
        self.port = int(self._place.getsockname()[1])
        self.meet()
        self.start()

    def meet(self) -> None:
        """Introduce itself to the program's process."""
        self._subject.allow(self.port)
        self._subject.ask("meet", port=self.port)

    def start(self) -> None:
        """Listen, if it had been stopped."""
        self._listening = bound(self.port)
        self._listening.listen(BACKLOG)
        self._listening.setblocking(False)

    def stop(self) -> None:
        """Listen no more: new connections are refused, and those that are open stay so."""
        self._listening.close()

    def hold(self) -> None:
        """Let the program's next connections not come about until `release`."""
        self._subject.ask("hold", port=self.port)

    def release(self) -> None:
        """Let what was held come about."""
        self._subject.ask("release", port=self.port)
        self._subject.settle()

    def close(self) -> None:
        """Let go of everything."""
        self.stop()
        self._place.close()


class Peer(Place):
    """A server whose connections the check accepts itself."""

    def __init__(self, subject: Subject) -> None:
        self._arrived: list[socket.socket] = []  # and not accepted yet
        self._accepted: list[Connection] = []
        super().__init__(subject)

    @property
    def waiting(self) -> int:
        """How many connections of the program's wait to be accepted."""
        self._subject.settle()
        self._arrive()
        return len(self._arrived)

    def accept(self, name: str = "") -> Connection:
        """Return the next connection of the program's.

        Args:
            name: what a failure calls this end of it.

        Raises:
            Failed: there is none.
        """
        if not self.waiting:
            raise Failed(f"Your program has not connected{f' to {name}' if name else ''}.")
        worker, talk = self._subject.worker, self._subject.talk
        self._accepted.append(Connection(worker, self._arrived.pop(0), talk, name))
        return self._accepted[-1]

    def stop(self) -> None:
        """Listen no more: new connections are refused, and those that are there stay so."""
        self._arrive()
        super().stop()

    def die(self) -> None:
        """Stop, and reset all connections."""
        self.stop()
        while self._arrived:
            self.accept()
        for connection in self._accepted:
            connection.reset()

    def close(self) -> None:
        """Let go of everything; a connection that was accepted ends with its process."""
        super().close()
        for each in self._arrived:
            each.close()

    def _arrive(self) -> None:
        with suppress(OSError):  # nobody else has arrived, or nobody listens
            while True:
                self._arrived.append(self._listening.accept()[0])


def bound(port: int) -> socket.socket:
    """Return a socket on *port* of 127.0.0.1, which it shares with one that listens there."""
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind((HERE, port))
    return place
