"""A TCP connection between a check and the learner's program, with the check's verbs.

It shares no code with Twisted, so it cannot share a misunderstanding with an answer.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence
from contextlib import suppress

from workbook.engine.process import WorkerProcess
from workbook.engine.stream import Stream
from workbook.engine.talk import Talk
from workbook.engine.troubles import Failed
from workbook.report import Exchange

NOW = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset
MORE = getattr(socket, "MSG_MORE", 0)  # hold the last segment back until there is more


class Connection(Stream):
    """The check's end, *ours*, of a connection with the program in *worker*.

    Args:
        talk: takes notes, for the card's picture.
        name: what a failure calls this end, where a check has several.
    """

    def __init__(
        self, worker: WorkerProcess, ours: socket.socket, talk: Talk, name: str = ""
    ) -> None:
        super().__init__(worker, ours, talk)
        self._to = f" to {name}" if name else ""
        self._how = ""

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
        portions = [len(chunk) for chunk in chunks if chunk]
        self._worker.ask("slice", ports=self._ports(), portions=portions)
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
        if self._worker.rested:
            self._receive()  # what came while another client was asked
        else:
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

    def expect_reset(self) -> None:
        """Fail unless the program resets the connection, having sent nothing more."""
        self.expect_closed()
        if self._ended != "reset":
            closed = "Your program closed the connection; it should have reset it."
            raise Failed(closed, exchange=self._exchange(b""))

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
