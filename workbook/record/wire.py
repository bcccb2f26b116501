"""The notes of a run's connections, while it is under way."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from workbook.record.recording import KEPT, Connection, Event, Recording, Step

Address = tuple[str, int]

OTHER = {"client": "server", "server": "client"}


@dataclass(eq=False)
class End:
    """One end of one connection, as long as its block lasts."""

    local: Address
    peer: Address
    who: str = "socket"
    role: str = ""
    """``client`` or ``server``; "" for a plain socket: it has the role that is left."""

    greeted: bool = False


class Wire:
    """Collects what happens at both ends, whoever of them is in this process."""

    def __init__(self) -> None:
        self.twisted: dict[Any, End] = {}  # by transport, and by its socket
        self.plain: WeakKeyDictionary[Any, End] = WeakKeyDictionary()  # a lost socket may close
        self._events: list[tuple[float, End, str, str, int, bytes, str]] = []
        self._steps: list[tuple[float, End, str, str, str]] = []

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
        size = len(content)
        if size > KEPT or type(content) is not bytes:
            content = bytes(content[:KEPT])
        self._events.append((at or perf_counter(), end, kind, name, size, content, note))

    def step(self, end: End, before: str, event: str, after: str) -> None:
        """Write down what an event did to a protocol's state."""
        self._steps.append((perf_counter(), end, before, event, after))

    def finish(self, run: Recording, began: float) -> None:
        """Sort the notes into *run*; a connection without Twisted is none of ours."""
        pairs: dict[frozenset[Address], dict[str, End]] = {}
        ends = dict.fromkeys(end for _, end, *_ in self._events)
        for end in sorted(ends, key=lambda end: not end.role):  # plain sockets last
            pair = pairs.setdefault(frozenset((end.local, end.peer)), {})
            end.role = end.role or OTHER.get(next(iter(pair), ""), "")
            pair.setdefault(end.role, end)
        ours = [pair for pair in pairs.values() if "" not in pair]
        number = {end: n for n, pair in enumerate(ours) for end in pair.values()}
        for pair in ours:
            who = (pair[role].who if role in pair else "" for role in OTHER)
            run.connections.append(Connection(*who))
        run.events += [
            Event(time - began, number[end], end.role, kind, name, size, content, note)
            for time, end, kind, name, size, content, note in sorted(
                self._events, key=itemgetter(0)
            )
            if end in number
        ]
        for time, end, *rest in self._steps:
            if end in number:
                run.steps.append(Step(time - began, number[end], end.role, *rest))
