"""One connection of the program's, served by a script of the check."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress

from workbook.engine.waiting import NOTHING, Over, Waiting

NOW = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset
TAKEN = 1 << 16  # bytes at a time


class Count:
    """How many requests are under way at once: begun, and not yet answered."""

    def __init__(self) -> None:
        self.most = 0
        self._open: set[int] = set()
        self._lock = threading.Lock()

    @property
    def now(self) -> int:
        """How many there are."""
        return len(self._open)

    def up(self, number: int) -> None:
        """Count connection *number*."""
        with self._lock:
            self._open.add(number)
            self.most = max(self.most, self.now)

    def down(self, number: int) -> None:
        """Count it no more."""
        with self._lock:
            self._open.discard(number)


class Visit(Waiting):
    """What a script sees of one connection, and does with it.

    What reads waits until enough has come, or the program has finished sending. When the
    script returns, the connection is closed.
    """

    def __init__(self, ours: socket.socket, script: Script, number: int, count: Count) -> None:
        self.number = number
        """0 for the first connection of this peer."""

        self.received = bytearray()
        """All that has come so far."""

        self.problem: BaseException | None = None
        """What the script raised, if it is no good."""

        self._script, self._count = script, count
        self._read = 0  # bytes of what was received
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        count.up(number)
        super().__init__(ours)

    def run(self) -> None:
        """Serve the connection by the script."""
        try:
            with suppress(Over, ConnectionError):  # the check, or the program, has gone
                self._script(self)
                self.close()
        except BaseException as problem:  # noqa: BLE001 - raised where the check looks
            self.problem = problem
        self._count.down(self.number)

    def read_line(self) -> bytes:
        """Return the next line, with its LF."""
        return self.read_until(b"\n")

    def read_until(self, end: bytes) -> bytes:
        """Return what comes up to *end*, which is included."""
        while (found := self.received.find(end, self._read)) < 0 and self._receive():
            pass
        return self._take(found + len(end) if found >= 0 else len(self.received))

    def read(self, size: int) -> bytes:
        """Return the next *size* bytes."""
        while len(self.received) - self._read < size and self._receive():
            pass
        return self._take(min(self._read + size, len(self.received)))

    def read_all(self) -> bytes:
        """Return all that comes until the program has finished sending."""
        while self._receive():
            pass
        return self._take(len(self.received))

    def send(self, stream: bytes) -> None:
        """Send *stream*, however long that takes."""
        left = memoryview(stream)
        while left:
            self.wait(select.POLLOUT)
            left = left[self.socket.send(left) :]

    def answer(self, stream: bytes) -> None:
        """Send a whole answer; its request is counted no more before the last byte leaves."""
        self.send(stream[:-1])
        self._count.down(self.number)
        self.send(stream[-1:])

    def stall(self) -> None:
        """Do nothing until the check says `release`."""
        self.wait(NOTHING)

    def half_close(self) -> None:
        """Say that nothing more will be sent, and go on."""
        self.socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close the connection, and end the script."""
        with suppress(BlockingIOError):  # with something unread, this would be a reset
            while self.socket.recv(TAKEN):
                pass
        raise Over

    def reset(self) -> None:
        """Close the connection with a reset: what is under way is lost. End the script."""
        self.linger()
        raise Over

    def linger(self) -> None:
        """Let the connection end with a reset, whenever it ends."""
        with suppress(OSError):  # it has ended
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)

    def _take(self, end: int) -> bytes:
        begin, self._read = self._read, end
        return bytes(self.received[begin:end])

    def _receive(self) -> bool:
        self.wait(select.POLLIN)
        chunk = self.socket.recv(TAKEN)
        self.received += chunk
        if chunk:
            self._count.up(self.number)
        return bool(chunk)


Script = Callable[[Visit], object]
