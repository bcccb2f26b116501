"""One direction of one connection through the proxy."""

from __future__ import annotations

import random
import socket
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from workbook.hostile.piece import CLOSE, FINISH, RESET, Piece, Toxic

CHUNK = 1 << 16  # bytes that are read at a time
WAITING = 1 << 20  # bytes that may wait; then the sender must


class Ended(Exception):
    """Both directions are over; the argument says how: closed, or reset."""


class Way:
    """Takes what comes from *source*, and gives *target* what the toxics let through."""

    def __init__(
        self,
        source: socket.socket,
        target: socket.socket,
        toxics: Sequence[Toxic],
        draw: random.Random,
        now: float,
    ) -> None:
        self.source, self.target = source, target
        self._toxics = [toxic.begin(draw, now) for toxic in toxics]
        self._queue: deque[Piece] = deque()
        self._last = now  # when the last piece is due
        self._reading, self._finished = True, False
        self.done = False  # its end was passed on
        self.went = self.pieces = 0  # bytes and pieces that went on

    def reads(self) -> bool:
        """Whether it can take more."""
        waiting = sum(len(piece.content) for piece in self._queue)
        return self._reading and waiting < WAITING

    def writes(self, now: float) -> bool:
        """Whether something is due."""
        return bool(self._queue) and self._queue[0].at <= now

    def next_time(self, now: float) -> float:
        """Return when it has something to do, though nothing comes and nobody reads."""
        due = self._queue[0].at if self._queue else inf
        return min(due if due > now else inf, *(toxic.wake for toxic in self._toxics), inf)

    def receive(self, now: float) -> None:
        """Take what has come."""
        try:
            content = self.source.recv(CHUNK)
        except ConnectionError:
            piece = Piece(now, end=RESET)
        else:
            piece = Piece(now, content, "" if content else FINISH)
        self._reading = not piece.end
        self.feed(piece)

    def feed(self, piece: Piece) -> None:
        """Ask the toxics, one after the other, what becomes of *piece*."""
        pieces = [piece]
        for toxic in self._toxics:
            pieces = [after for before in pieces for after in toxic.feed(before)]
        for each in pieces:
            if each.end in (CLOSE, RESET) or ((each.content or each.end) and not self._finished):
                self._last = max(self._last, each.at)  # nothing overtakes
                self._queue.append(replace(each, at=self._last))
                self._finished |= bool(each.end)

    def send(self, now: float) -> None:
        """Give the target what is due, as far as it takes it.

        Raises:
            Ended: both directions are over.
        """
        while self.writes(now):
            piece = self._queue.popleft()
            if piece.end == FINISH:
                self.finish()
            elif piece.end:
                raise Ended(piece.end)
            elif rest := self._push(piece.content):
                self._queue.appendleft(replace(piece, content=rest))
                return

    def told(self) -> str:
        """Say what went on."""
        return f"{self.went:,} bytes in {self.pieces:,} pieces"

    def finish(self) -> None:
        """Tell the target that nothing more comes."""
        self.done = True
        try:
            self.target.shutdown(socket.SHUT_WR)
        except OSError:
            raise Ended(RESET) from None

    def _push(self, content: bytes) -> bytes:
        try:
            sent = self.target.send(content)
        except BlockingIOError:
            return content
        except ConnectionError:
            raise Ended(RESET) from None
        self.went += sent
        self.pieces += sent == len(content)
        return content[sent:]
