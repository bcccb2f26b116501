"""Bytes on their way, and what may be done to them; no I/O."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

UP, DOWN, BOTH = WAYS = ("up", "down", "both")
FINISH, CLOSE, RESET = "finished", "closed", "reset"


@dataclass(frozen=True)
class Piece:
    """Bytes that travel together, or how it ends; one with neither only tells the time."""

    at: float
    """When they came, or shall go on: seconds, by the clock of `time.monotonic`."""

    content: bytes = b""
    end: str = ""
    """`FINISH`: nothing more comes this way. `CLOSE`, `RESET`: both ways end at once."""


@dataclass
class Toxic:
    """What is done to one direction; *way* says which: ``up`` to the server, ``down``, or both."""

    way: str = field(default=BOTH, kw_only=True)
    draw: random.Random = field(init=False, repr=False, compare=False)
    began: float = field(init=False, repr=False, compare=False)
    wake: float = field(init=False, repr=False, compare=False)
    """When it wants to be told the time; never, if infinite."""

    def begin(self, draw: random.Random, now: float) -> Toxic:
        """Return a fresh one like this, for one direction of a new connection."""
        fresh = dataclasses.replace(self)
        fresh.draw, fresh.began, fresh.wake = draw, now, inf
        fresh.start()
        return fresh

    def start(self) -> None:
        """Make ready for a connection."""

    def feed(self, piece: Piece) -> Iterator[Piece]:
        """Yield what goes on, and when, now that *piece* has come."""
        yield piece
