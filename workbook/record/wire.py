"""The notes of a run's connections, while it is under way."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from workbook.record.recording import KEPT, MOST, Connection, Event, Recording, Step

Address = tuple[str, int]

OTHER = {"client": "server", "server": "client"}


@dataclass(eq=False)
class End:
    """One end of one connection, as long as its block lasts."""

    number: int
    local: Address
    peer: Address
    role: str
    """``client`` or ``server``; "" for a plain socket: it has the role that is left."""

    who: str = "socket"
    greeted: bool = False


class Wire:
    """Collects what happens at both ends, whoever of them is in this process.

    The notes are tuples of plain values: of them Python's garbage collector has no work.
    """

    def __init__(self) -> None:
        self.twisted: dict[Any, End] = {}  # by transport, and by its socket
        self.plain: WeakKeyDictionary[Any, End] = WeakKeyDictionary()  # a lost socket may close
        self._missed = 0
        self._ends: list[End] = []
        self._events: list[tuple[Any, ...]] = []
        self._steps: list[tuple[float, int, str, str, str]] = []

    def end(self, local: Address, peer: Address, role: str = "") -> End:
        """Return a new end."""
        self._ends.append(End(len(self._ends), local, peer, role))
        return self._ends[-1]

    def note(
        self,
        end: End,
        kind: str,
        name: str,
        content: Any = b"",
        note: str = "",
        at: float | None = None,
    ) -> None:
        """Write down an event: now, or *at* a time that is over."""
        if len(self._events) >= MOST:
            self._missed += 1
            return
        size = len(content)
        if size > KEPT or type(content) is not bytes:
            content = bytes(content[:KEPT])
        self._events.append((at or perf_counter(), end.number, kind, name, size, content, note))

    def step(self, end: End, before: str, event: str, after: str) -> None:
        """Write down what an event did to a protocol's state."""
        self._steps.append((perf_counter(), end.number, before, event, after))

    def finish(self, run: Recording, began: float) -> None:
        """Sort the notes into *run*; a connection without Twisted is none of ours."""
        places = self._pair(run)
        run.missed += self._missed
        run.events += [
            Event(time - began, *places[end], *rest)
            for time, end, *rest in sorted(self._events, key=itemgetter(0))
            if end in places
        ]
        run.steps += [
            Step(time - began, *places[end], before, event, after)
            for time, end, before, event, after in self._steps
            if end in places
        ]

    def _pair(self, run: Recording) -> dict[int, tuple[int, str]]:
        """Return the number of the connection, and the role in it, of each end that is ours."""
        seen = {end for _, end, *_ in self._events}
        pairs: dict[frozenset[Address], dict[str, End]] = {}
        ends = [end for end in self._ends if end.number in seen]
        for end in sorted(ends, key=lambda end: not end.role):  # plain sockets last
            pair = pairs.setdefault(frozenset((end.local, end.peer)), {})
            pair.setdefault(end.role or OTHER.get(next(iter(pair), ""), ""), end)
        ours = [pair for pair in pairs.values() if "" not in pair]
        for pair in ours:
            who = (pair[role].who if role in pair else "" for role in OTHER)
            run.connections.append(Connection(*who))
        return {
            end.number: (number, role)
            for number, pair in enumerate(ours)
            for role, end in pair.items()
        }
