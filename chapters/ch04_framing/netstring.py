# exercise: netstring
# built 98fe9152183ee143 from solutions/ch04_framing/netstring.py
# Your own copy, to write in and to run: my/ch04_framing/netstring.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch04_framing/netstring.py")
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
        raise NotImplementedError

    def feed(self, data: bytes) -> list[bytes]:
        """Return the strings that *data* completes, oldest first; keep what is not complete.

        Raises:
            NotANetstring: a length begins with something else, has a zero in front (`0` alone
                is a length), is above the limit, or goes on with something else than its
                colon; or the comma is not where it should be.
        """
        raise NotImplementedError


if __name__ == "__main__":
    parser = Netstrings(max_length=1024)
    wire = "5:hello,0:,6:你好,".encode()
    for n in range(len(wire)):
        for string in parser.feed(wire[n : n + 1]):
            print(f"byte {n + 1:2} of {len(wire)} completes {string}")
