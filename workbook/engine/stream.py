"""A stream of bytes to and from the program, on an ordinary non-blocking socket.

Whether anything more will come is not guessed from silence: the worker's reactor is asked
whether it is at rest.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from workbook.engine.process import WALL, WorkerProcess
from workbook.engine.talk import Talk
from workbook.engine.troubles import Failed

HERE = "127.0.0.1"
MOMENT = 0.005  # seconds between two looks at a program whose threads work
MOST = 64 << 20  # bytes that a check is ready to receive


def connected(port: int, receive_buffer: int = 0) -> socket.socket:
    """Return a socket that is connected to *port*.

    Args:
        receive_buffer: bytes that the kernel may hold for us; small for a slow reader.
    """
    ours = socket.socket()
    if receive_buffer:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    ours.connect((HERE, port))
    return ours


class Stream:
    """The check's end, *ours*, of a stream to the program in *worker*; *talk* takes notes."""

    def __init__(self, worker: WorkerProcess, ours: socket.socket, talk: Talk) -> None:
        self._worker, self._socket = worker, ours
        worker.connections.append(ours)
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ours.setblocking(False)
        self._talk, self._number = talk, talk.connect()
        self._sent: list[bytes] = []
        self._came = bytearray()  # and was not yet expected
        self._reading = True
        self._ended = ""  # how the other side closed: "closed" or "reset"
        worker.rested = False

    def offer(self, stream: bytes) -> int:
        """Send of *stream* what the program takes; return how many bytes that were.

        What the systems hold on the way counts as taken.
        """
        left, able = memoryview(stream), True
        while left and able and not self._ended:
            with suppress(BlockingIOError):
                left = left[self._socket.send(left) :]
            self._settle()
            able = bool(select.select([], [self._socket], [], 0)[1])
        self._sent.append(stream[: len(stream) - len(left)])
        return len(stream) - len(left)

    def narrow(self, size: int) -> None:
        """Let the system hold only about *size* bytes of what the program sends."""
        self._worker.ask("narrow", ports=self._ports(), size=size)

    def _ports(self) -> list[int]:
        return [self._socket.getsockname()[1], self._socket.getpeername()[1]]

    def _push(self, stream: bytes, flags: int = 0) -> None:
        """Send while receiving: a program that waits for its reader must not wait for ever."""
        self._worker.rested = False
        left, end = memoryview(stream), time.monotonic() + WALL
        while left and not self._ended:
            readers = [self._socket] if self._reading else []
            able = select.select(readers, [self._socket], [], end - time.monotonic())
            if not any(able):
                raise Failed(f"Your program read nothing more for {WALL:.0f} s.")
            try:
                if able[1]:
                    left = left[self._socket.send(left, flags) :]
                    end = time.monotonic() + WALL
            except ConnectionError:
                self._receive()
                self._ended = self._ended or "reset"
            self._receive()

    def _receive(self) -> None:
        """Take what has come so far."""
        while self._reading and not self._ended and len(self._came) < MOST:
            try:
                chunk = self._socket.recv(1 << 20)
            except BlockingIOError:
                return
            except ConnectionError:
                chunk, self._ended = b"", "reset"
            else:
                self._ended = "" if chunk else "closed"
            self._came += chunk
            what = "came" if chunk else f"{self._ended} the connection"
            self._talk.note(self._number, what, chunk)

    def _settle(self) -> str:
        """Receive what comes until the program is at rest; return what works beside it."""
        self._receive()
        busy = self._worker.settle()
        self._receive()
        return busy

    def _until(self, enough: Callable[[], bool]) -> None:
        """Receive until *enough* is true, or nothing more can come."""
        end = time.monotonic() + WALL
        while not enough() and not self._ended and time.monotonic() < end:
            before = len(self._came)
            busy = self._settle()
            if len(self._came) == before and not enough() and not self._ended:
                if not busy:
                    return
                select.select([self._socket], [], [], MOMENT)
