"""A server that the check plays by scripts: each connection is served in a thread."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from workbook.engine.peer import Place
from workbook.engine.visit import Count, Script, Visit
from workbook.engine.waiting import Over, Waiting

if TYPE_CHECKING:
    from workbook.engine.subject import Subject


class ScriptedPeer(Place):
    """A server that does with its connections what *scripts* say.

    The first script serves the first connection, and so on; the last one all that follow.
    """

    def __init__(self, subject: Subject, scripts: Sequence[Script]) -> None:
        self.visits: list[Visit] = []
        """The connections, in the order they came."""

        self._scripts, self._count = scripts, Count()
        super().__init__(subject)

    @property
    def at_once(self) -> int:
        """How many requests are under way now: connections that have no answer yet."""
        self._subject.settle()
        return self._count.now

    @property
    def most_at_once(self) -> int:
        """The most that were ever under way at once."""
        self._subject.settle()
        return self._count.most

    def start(self) -> None:
        """Listen, if it had been stopped."""
        super().start()
        self._acceptor = Acceptor(self._listening, self._serve)

    def stop(self) -> None:
        """Listen no more: new connections are refused, and those that are open stay so."""
        self._acceptor.end()

    def die(self) -> None:
        """Stop, and reset all connections."""
        self.stop()
        for visit in self.visits:
            visit.linger()
            visit.end()
        self._subject.settle()

    def release(self) -> None:
        """Let go on what stalls or was held."""
        self._subject.settle()
        for visit in self.visits:
            visit.release()
        super().release()

    def close(self) -> None:
        """End all threads, and let go of everything."""
        super().close()
        for visit in self.visits:
            visit.end()

    def moment(self) -> int | None:
        """Return what differs once it has done something; None while it has something to do.

        Raises:
            Exception: a script did; it is no good.
        """
        moments = [self._acceptor.moment(), *(visit.moment() for visit in self.visits)]
        for visit in self.visits:
            if visit.problem is not None:
                raise visit.problem
        return None if None in moments else sum(filter(None, moments))

    def meet(self) -> None:
        """Introduce itself, as a server that works beside the program."""
        super().meet()
        self._subject.worker.servers.append(self)

    def _serve(self, ours: socket.socket) -> None:
        number = len(self.visits)
        script = self._scripts[min(number, len(self._scripts) - 1)]
        self.visits.append(Visit(ours, script, number, self._count))


class Acceptor(Waiting):
    """Accepts connections, and has each served."""

    def __init__(self, listening: socket.socket, serve: Callable[[socket.socket], None]) -> None:
        self._serve = serve
        super().__init__(listening)

    def run(self) -> None:
        """Accept until the end."""
        with suppress(Over):
            while True:
                self.wait(select.POLLIN)
                self._serve(self.socket.accept()[0])
