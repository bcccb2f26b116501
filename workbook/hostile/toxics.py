"""The toxics: what a network may do to a connection.

Most have the names and the units of toxiproxy (github.com/Shopify/toxiproxy); `Coalesce`,
`HalfClose` and what is marked are ours.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from workbook.hostile.piece import CLOSE, FINISH, RESET, Piece, Toxic

KB = 1000  # bytes, as in toxiproxy
INSTALMENT = 0.1  # seconds: a slow line delivers ten times a second


@dataclass
class Slicer(Toxic):
    """Cuts the stream into pieces of *average_size* bytes, more or less *size_variation*.

    The *delay*, in microseconds, keeps the pieces apart; a receiver that is slower than that
    gets several at once. The cuts are at the same places however the bytes came.
    """

    average_size: int = 1
    size_variation: int = 0
    delay: int = 300

    def start(self) -> None:
        self._left, self._next = 0, 0.0

    def feed(self, piece: Piece) -> Iterator[Piece]:
        rest = piece.content
        while rest:
            if not self._left:
                more = self.draw.randint(-self.size_variation, self.size_variation)
                self._left = max(1, self.average_size + more)
            part, rest = rest[: self._left], rest[self._left :]
            self._left -= len(part)
            at = max(piece.at, self._next)
            self._next = at + self.delay / 1e6
            yield Piece(at, part)
        if not piece.content:
            yield piece


@dataclass
class Latency(Toxic):
    """Delays all by *latency* milliseconds, more or less *jitter*."""

    latency: int = 100
    jitter: int = 0

    def feed(self, piece: Piece) -> Iterator[Piece]:
        if piece.content or piece.end:
            delay = self.latency + self.jitter * self.draw.uniform(-1, 1)
            piece = dataclasses.replace(piece, at=piece.at + max(0.0, delay) / 1000)
        yield piece


@dataclass
class Bandwidth(Toxic):
    """Lets *rate* kB go on in a second."""

    rate: int = 100

    def start(self) -> None:
        self._free = 0.0  # when the line is free again

    def feed(self, piece: Piece) -> Iterator[Piece]:
        size = max(1, int(self.rate * KB * INSTALMENT))
        for begin in range(0, len(piece.content), size):
            part = piece.content[begin : begin + size]
            self._free = max(piece.at, self._free) + len(part) / (self.rate * KB)
            yield Piece(self._free, part)
        if not piece.content:
            yield piece


@dataclass
class LimitData(Toxic):
    """Closes the connection after so many *bytes*."""

    bytes: int = 0
    how = CLOSE

    def start(self) -> None:
        self._left = self.bytes

    def feed(self, piece: Piece) -> Iterator[Piece]:
        if not piece.content or len(piece.content) < self._left:
            self._left -= len(piece.content)
            yield piece
        else:
            yield Piece(piece.at, piece.content[: self._left])
            yield Piece(piece.at, end=self.how)


@dataclass
class ResetPeer(LimitData):
    """Resets the connection after so many *bytes*, or else *timeout* milliseconds after it began.

    The first is ours; toxiproxy has the second.
    """

    timeout: int = 0
    how = RESET

    def start(self) -> None:
        super().start()
        if not self.bytes:
            self.wake = self.began + self.timeout / 1000

    def feed(self, piece: Piece) -> Iterator[Piece]:
        if self.bytes:
            yield from super().feed(piece)
        elif piece.at < self.wake:
            yield piece
        else:
            self.wake = inf
            yield Piece(piece.at, end=RESET)


@dataclass
class SlowClose(Toxic):
    """Passes the end on only *delay* milliseconds later."""

    delay: int = 1000

    def feed(self, piece: Piece) -> Iterator[Piece]:
        late = self.delay / 1000 if piece.end else 0
        yield dataclasses.replace(piece, at=piece.at + late)


@dataclass
class Timeout(Toxic):
    """Lets nothing through, and closes the connection after *timeout* milliseconds; 0 is never.

    The first *bytes* still pass (ours): the connection stalls in the middle.
    """

    timeout: int = 1000
    bytes: int = 0

    def start(self) -> None:
        self._left = self.bytes
        self.wake = self.began + self.timeout / 1000 if self.timeout else inf

    def feed(self, piece: Piece) -> Iterator[Piece]:
        part = piece.content[: self._left]
        self._left -= len(part)
        yield Piece(piece.at, part, piece.end)
        if piece.at >= self.wake:
            self.wake = inf
            yield Piece(piece.at, end=CLOSE)


@dataclass
class Coalesce(Toxic):
    """Holds bytes back until nothing has come for *quiet* milliseconds; then all go together."""

    quiet: int = 50

    def start(self) -> None:
        self._held = b""

    def feed(self, piece: Piece) -> Iterator[Piece]:
        if piece.content:
            self._held += piece.content
            self.wake = piece.at + self.quiet / 1000
            return
        if piece.end or piece.at >= self.wake:
            self.wake, held, self._held = inf, self._held, b""
            yield Piece(piece.at, held)
        yield piece


@dataclass
class HalfClose(Toxic):
    """Ends this direction once nothing has come for *quiet* milliseconds; the other goes on.

    What comes later is lost. So ``nc -N`` ends its half, and many scripts.
    """

    quiet: int = 50

    def start(self) -> None:
        self._over = False

    def feed(self, piece: Piece) -> Iterator[Piece]:
        if self._over and piece.end != RESET:
            piece = Piece(piece.at)  # no more than the time
        if piece.content:
            self.wake = piece.at + self.quiet / 1000
        if piece.at >= self.wake:
            self.wake, self._over = inf, True
            piece = Piece(piece.at, end=FINISH)
        yield piece


TOXICS = {
    "slicer": Slicer,
    "latency": Latency,
    "bandwidth": Bandwidth,
    "limit_data": LimitData,
    "reset_peer": ResetPeer,
    "slow_close": SlowClose,
    "timeout": Timeout,
    "coalesce": Coalesce,
    "half_close": HalfClose,
}
