"""A TCP connection from a check to the learner's server, on ordinary blocking sockets.

It shares no code with Twisted, so it cannot share a misunderstanding with an answer.
Whether anything more will come is not guessed from silence: the worker's reactor is asked
whether it is at rest.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from workbook.engine.process import WALL, WorkerProcess
from workbook.engine.talk import Talk
from workbook.engine.troubles import Failed
from workbook.report import Exchange

HERE = "127.0.0.1"
MOMENT = 0.005  # seconds between two looks at a program whose threads work
MOST = 64 << 20  # bytes that a check is ready to receive
NOW = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset
MORE = getattr(socket, "MSG_MORE", 0)  # hold the last segment back until there is more


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


class Connection:
    """The check's end, *ours*, of a connection with the program in *worker*.

    Args:
        talk: takes notes, for the card's picture.
        name: what a failure calls this end, where a check has several.
    """

    def __init__(
        self, worker: WorkerProcess, ours: socket.socket, talk: Talk, name: str = ""
    ) -> None:
        self._worker, self._socket = worker, ours
        self._to = f" to {name}" if name else ""
        worker.connections.append(ours)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)
        self._talk, self._number = talk, talk.connect()
        self._sent: list[bytes] = []
        self._how = ""
        self._came = bytearray()  # and was not yet expected
        self._reading = True
        self._ended = ""  # how the other side closed: "closed" or "reset"
        worker.rested = False

    def send(self, stream: bytes, last: bool = False) -> None:
        """Send *stream* and wait until the program has read it and is at rest.

        Args:
            last: half-close too; on Linux the last segment of *stream* carries the FIN, so
                a program finds both at once.
        """
        self._sent.append(stream)
        self._talk.note(self._number, "sent", stream)
        self._push(stream, MORE if last else 0)
        if last:
            self._how = "and half-closed"
            self.half_close()
        else:
            self._settle()

    def send_each(self, chunks: Sequence[bytes], how: str = "") -> None:
        """Send *chunks* so that the program reads exactly these pieces, one by one.

        Args:
            how: the name of this way to cut the stream; a failure tells it.
        """
        self._how = how
        ports = [self._socket.getsockname()[1], self._socket.getpeername()[1]]
        portions = [len(chunk) for chunk in chunks if chunk]
        self._worker.ask("slice", ports=ports, portions=portions)
        self._sent += chunks
        for chunk in chunks:
            self._talk.note(self._number, "sent", chunk)
        self._push(b"".join(chunks))
        self._settle()

    def expect(self, expected: bytes) -> None:
        """Fail unless exactly *expected* has come since the last `expect`.

        Fails as soon as the program is at rest and something is missing.
        """
        self._until(lambda: len(self._came) >= len(expected))
        if not self._worker.rested:
            self._settle()
        if bytes(self._came) != expected:
            raise Failed(self._complaint(expected), exchange=self._exchange(expected))
        self._came.clear()
        self._sent.clear()

    def read(self) -> bytes:
        """Return what has come since the last `expect` or `read`, once the program rests."""
        self._until(lambda: False)
        return self._take()

    def read_line(self) -> bytes:
        """Return the next line, with its end; what is there if the program rests before."""
        self._until(lambda: b"\n" in self._came)
        line, end, rest = bytes(self._came).partition(b"\n")
        self._came[:] = rest
        return line + end

    def rest(self) -> bytes:
        """Return all that comes until the program closes the connection; fail if it does not."""
        self.expect_closed(with_rest=True)
        return self._take()

    def expect_closed(self, with_rest: bool = False) -> None:
        """Fail unless the program closes the connection, having sent nothing more."""
        self._until(lambda: bool(self._ended))
        if not with_rest and self._came:
            message = "Your program sent something more before it closed the connection."
            raise Failed(message, exchange=self._exchange(b""))
        if not self._ended:
            kept = "Your program kept the connection open; it should have closed it."
            raise Failed(kept, exchange=self._exchange(bytes(self._came)))

    def expect_open(self) -> None:
        """Fail if the program has closed the connection."""
        self._settle()
        if self._ended:
            message = f"Your program {self._ended} the connection; it should have kept it."
            raise Failed(message, exchange=self._exchange(bytes(self._came)))

    def half_close(self) -> None:
        """Say that nothing more will be sent, and go on reading (shutdown(2))."""
        self._worker.rested = False
        self._talk.note(self._number, "half_close")
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        self._settle()

    def reset(self) -> None:
        """Close with a reset, if it is open: what is under way is lost."""
        if self._socket.fileno() < 0:
            return
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)
        self.close("reset")

    def close(self, how: str = "close") -> None:
        """Close the connection, and wait until the program has seen it."""
        self._talk.note(self._number, how)
        self._socket.close()
        self._reading, self._ended = False, "closed"
        self._worker.settle()

    def stop_reading(self) -> None:
        """Take nothing more from the kernel: the program's bytes pile up."""
        self._reading = False

    def start_reading(self) -> None:
        """Read again, and wait until what was held up has come."""
        self._reading = True
        self._until(lambda: False)

    def _take(self) -> bytes:
        came = bytes(self._came)
        self._came.clear()
        self._sent.clear()
        return came

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

    def _exchange(self, expected: bytes) -> Exchange:
        sent, came = tuple(self._sent), bytes(self._came)
        return Exchange(sent, expected, came, self._how, self._number)

    def _complaint(self, expected: bytes) -> str:
        if not self._came:
            return f"Your program sent nothing{self._to}{self._then()}."
        if self._came == expected[: len(self._came)]:
            return f"Your program sent only the beginning{self._to}{self._then()}."
        if expected == self._came[: len(expected)]:
            return f"Your program sent more{self._to} than it should."
        return f"Your program sent something else{self._to}."

    def _then(self) -> str:
        return f", and {self._ended} the connection" if self._ended else " and keeps waiting"
