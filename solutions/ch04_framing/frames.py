# exercise: frames
"""Frames out of a stream of bytes: a length of four bytes, then that many bytes.

Try it:  python frames.py
"""

import struct

HEADER = struct.Struct(">I")  # an unsigned number in four bytes, the biggest byte first


class FrameTooLong(ValueError):
    """A frame announces more bytes than we are ready to hold."""


# YOUR TURN: keep what has arrived, and cut frames from its front.
class Framer:
    """Cuts a stream of bytes into frames. It does no I/O: feed it whatever arrives."""

    def __init__(self, max_length: int) -> None:
        """Begin with nothing; a frame may have up to *max_length* bytes after its header."""
        self._max_length = max_length
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Return the frames that *data* completes, oldest first, without their headers.

        All calls together take a time that grows in proportion to the bytes fed.

        Raises:
            FrameTooLong: a header announces more than the limit; its body may still be far.
        """
        self._buffer += data
        frames, start = [], 0
        while len(self._buffer) >= start + HEADER.size:
            (length,) = HEADER.unpack_from(self._buffer, start)
            if length > self._max_length:
                raise FrameTooLong(f"{length} bytes; the limit is {self._max_length}")
            end = start + HEADER.size + length
            if end > len(self._buffer):
                break
            frames.append(bytes(self._buffer[start + HEADER.size : end]))
            start = end
        del self._buffer[:start]
        return frames


if __name__ == "__main__":
    framer = Framer(max_length=1024)
    wire = b"".join(HEADER.pack(len(each)) + each for each in [b"one", b"", "三".encode()])
    for n in range(len(wire)):
        for frame in framer.feed(wire[n : n + 1]):
            print(f"byte {n + 1:2} of {len(wire)} completes {frame}")
