"""Which bytes of a connection's two streams each event is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.record.recording import Event

LONG = 0.005  # seconds that bytes may be under way without a remark
OTHER = {"client": "server", "server": "client"}


@dataclass(eq=False)
class Part:
    """An event, and its bytes: from *start* up to *end* in the stream of one direction."""

    event: Event
    start: int
    end: int
    remark: str = ""
    """What became of the bytes, if that is remarkable."""


@dataclass(frozen=True)
class Ribbon:
    """The same bytes at two events."""

    source: Part
    target: Part
    start: int
    end: int


def parts(events: list[Event], whole: bool) -> list[Part]:
    """Return the parts of the events of one connection, each with its remark.

    If they are not the *whole* of it, nobody can say what became of the last ones.
    """
    counted: defaultdict[tuple[str, str], int] = defaultdict(int)
    found = []
    for event in events:
        start = counted[event.end, event.kind]
        counted[event.end, event.kind] += event.size
        found.append(Part(event, start, start + event.size))
    closed = {event.end for event in events if event.kind == "close"}
    seen = {event.end for event in events}
    for part in found if whole else []:
        end, other = part.event.end, OTHER[part.event.end]
        left = max(counted[end, "send"], counted[other, "arrival"])
        if part.event.kind == "write" and part.end > left:
            part.remark = "✗ never left" if end in closed else "not sent yet"
        elif part.event.kind == "send" and other in seen and part.end > counted[other, "arrival"]:
            part.remark = "✗ never arrived" if {end, other} & closed else "not read yet"
    for ribbon in joined(found, "send", "arrival"):
        waited = ribbon.target.event.time - ribbon.source.event.time
        if waited > LONG:
            ribbon.target.remark = f"{waited * 1000:,.0f} ms under way"
    return found


def joined(found: list[Part], source: str, target: str) -> Iterator[Ribbon]:
    """Yield what joins events of two kinds: of one end, or of both if it *arrives*."""
    for end in OTHER:
        there = OTHER[end] if target == "arrival" else end
        sources = [part for part in found if (part.event.kind, part.event.end) == (source, end)]
        targets = [part for part in found if (part.event.kind, part.event.end) == (target, there)]
        first = 0
        for part in sources:
            while first < len(targets) and targets[first].end <= part.start:
                first += 1
            for other in targets[first:]:
                if other.start >= part.end:
                    break
                shared = max(part.start, other.start), min(part.end, other.end)
                if shared[0] < shared[1]:  # an empty write joins nothing
                    yield Ribbon(part, other, *shared)
