# exercise: netstring
"""Netstrings: `5:hello,` is a length in digits, a colon, that many bytes, and a comma.

The format is Dan Bernstein's: https://cr.yp.to/proto/netstrings.txt
Try it:  python netstring.py
"""

import re


class NotANetstring(ValueError):
    """The bytes are no netstring, or it is longer than we are ready to hold."""


# YOUR TURN: mend the parser of the chapter: no cut may break it, and no stranger.
class Netstrings:
    """Cuts a stream of bytes into netstrings. It does no I/O: feed it whatever arrives."""

    def __init__(self, max_length: int) -> None:
        """Begin with nothing; a string may have up to *max_length* bytes."""
        self._max_length = max_length
        self._buffer = bytearray()
        self._length = re.compile(rb"(0|[1-9][0-9]*)(:?)")  # zeros in front are prohibited

    def feed(self, data: bytes) -> list[bytes]:
        """Return the strings that *data* completes, oldest first; keep what is not complete.

        Raises:
            NotANetstring: a length begins with something else, has a zero in front (`0` alone
                is a length), is above the limit, or goes on with something else than its
                colon; or the comma is not where it should be.
        """
        self._buffer += data
        strings, start = [], 0
        while start < len(self._buffer):
            length = self._length.match(self._buffer, start)
            if length is None or int(length[1]) > self._max_length:
                raise NotANetstring(f"no length, or above {self._max_length}")
            first, end = length.end(), length.end() + int(length[1])
            if not length[2] and first < len(self._buffer):
                raise NotANetstring("no colon after the length")
            if not length[2] or end >= len(self._buffer):
                break  # the rest is still on its way
            if self._buffer[end] != ord(","):
                raise NotANetstring("no comma after the string")
            strings.append(bytes(self._buffer[first:end]))
            start = end + 1
        del self._buffer[:start]
        return strings


if __name__ == "__main__":
    parser = Netstrings(max_length=1024)
    wire = "5:hello,0:,6:你好,".encode()
    for n in range(len(wire)):
        for string in parser.feed(wire[n : n + 1]):
            print(f"byte {n + 1:2} of {len(wire)} completes {string}")
