# exercise: frames
# built 4665560c4f4dc98f from solutions/ch04_framing/frames.py
# Your own copy, to write in and to run: my/ch04_framing/frames.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch04_framing/frames.py")
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
        raise NotImplementedError

    def feed(self, data: bytes) -> list[bytes]:
        """Return the frames that *data* completes, oldest first, without their headers.

        All calls together take a time that grows in proportion to the bytes fed.

        Raises:
            FrameTooLong: a header announces more than the limit; its body may still be far.
        """
        raise NotImplementedError


if __name__ == "__main__":
    framer = Framer(max_length=1024)
    wire = b"".join(HEADER.pack(len(each)) + each for each in [b"one", b"", "三".encode()])
    for n in range(len(wire)):
        for frame in framer.feed(wire[n : n + 1]):
            print(f"byte {n + 1:2} of {len(wire)} completes {frame}")
