"""Ways in which TCP may cut one stream of bytes: the bytes stay, their grouping does not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

DRIP = 7  # bytes: longer than a short line, so that a cut falls into the middle of most
DRAWN = 3  # ways with cuts at drawn places


@dataclass(frozen=True)
class Cut:
    """One way to cut a stream: its name, and the deliveries in order."""

    how: str
    chunks: tuple[bytes, ...]


def cuts(stream: bytes, draw: random.Random) -> Iterator[Cut]:
    """Yield ways to cut *stream*, the tamest first; cuts that change nothing are left out."""
    seen = set()
    for how, places in _places(stream, draw):
        chunks = at(stream, places)
        if chunks not in seen:
            seen.add(chunks)
            yield Cut(how, chunks)


def at(stream: bytes, places: set[int]) -> tuple[bytes, ...]:
    """Return *stream* cut before each offset in *places*."""
    edges = [0, *sorted(place for place in places if 0 < place < len(stream)), len(stream)]
    return tuple(stream[a:b] for a, b in pairwise(edges) if a < b)


def _places(stream: bytes, draw: random.Random) -> Iterator[tuple[str, set[int]]]:
    ends = {n + 1 for n, byte in enumerate(stream) if byte == ord("\n")}
    lines = at(stream, ends)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    middles = {s + len(line) // 2 for s, line in zip(starts, lines, strict=True)}
    yield "all at once", set()
    yield "line by line", ends
    yield "cut in the middle of each line", middles
    yield "cut in the middle of a line, the rest with the next", middles - {max(middles, default=0)}
    yield "cut between \\r and \\n", {n - 1 for n in ends if stream[n - 2 : n] == b"\r\n"}
    yield "cut inside each character", {n for n, byte in enumerate(stream) if byte >> 6 == 0b10}
    yield f"{DRIP} bytes at a time", set(range(DRIP, len(stream), DRIP))
    yield "one byte at a time", set(range(len(stream)))
    for _ in range(DRAWN if len(stream) > 2 else 0):
        count = draw.randint(1, min(8, len(stream) - 1))
        yield "cut at drawn places", set(draw.sample(range(1, len(stream)), count))
