# exercise: resp
# built 03c428bc250e1653 from solutions/ch04_framing/resp.py
# Your own copy, to write in and to run: my/ch04_framing/resp.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch04_framing/resp.py")
"""RESP2, the language of Redis: values out of a stream of bytes, however it is cut."""

import re

LONGEST_LINE = 4096  # bytes
DEEPEST = 32  # arrays in arrays


class ErrorReply(str):
    """An error that a server reports: a value like others."""


class ProtocolError(ValueError):
    """The bytes are no RESP2, or they ask for more than we are ready to hold."""


# YOUR TURN: build `Parser`. An array of a thousand values may come in a thousand reads;
# so keep what is complete, and never parse it again.
class Parser:
    """Cuts a stream of bytes into RESP2 values. It does no I/O: feed it whatever arrives.

    A value begins with a line that ends with CRLF: ``+OK`` becomes a str (UTF-8), ``-ERR no``
    an `ErrorReply`, ``:-42`` an int. ``$5`` announces 5 bytes and another CRLF, and becomes bytes;
    ``*3`` announces 3 values, and becomes a list. ``$-1`` and ``*-1`` are None.
    """

    def __init__(self, max_length: int) -> None:
        """Begin with nothing; a ``$`` or a ``*`` may announce up to *max_length*."""
        raise NotImplementedError

    def feed(self, data: bytes) -> list:
        """Return the values that *data* completes, oldest first.

        Raises:
            ProtocolError: they are no RESP2, or exceed one of the three limits.
        """
        raise NotImplementedError
