# exercise: resp
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
MORE = object()  # what a parser yields where bytes are missing


class Parser:
    """Cuts a stream of bytes into RESP2 values. It does no I/O: feed it whatever arrives.

    A value begins with a line that ends with CRLF: ``+OK`` becomes a str (UTF-8), ``-ERR no``
    an `ErrorReply`, ``:-42`` an int. ``$5`` announces 5 bytes and another CRLF, and becomes bytes;
    ``*3`` announces 3 values, and becomes a list. ``$-1`` and ``*-1`` are None.
    """

    def __init__(self, max_length: int) -> None:
        """Begin with nothing; a ``$`` or a ``*`` may announce up to *max_length*."""
        self._max_length, self._buffer = max_length, bytearray()
        self._values = self._parse()

    def feed(self, data: bytes) -> list:
        """Return the values that *data* completes, oldest first.

        Raises:
            ProtocolError: they are no RESP2, or exceed one of the three limits.
        """
        self._buffer += data
        return list(iter(self._values.__next__, MORE))

    def _parse(self):
        while True:
            yield (yield from self._value(0))

    def _value(self, depth: int):
        while (end := self._buffer.find(b"\r\n", 0, LONGEST_LINE)) < 0:
            if len(self._buffer) >= LONGEST_LINE:
                raise ProtocolError(f"a line is longer than {LONGEST_LINE} bytes")
            yield MORE
        line = self._take(end).decode()
        form = re.fullmatch(r"([+-])(.*)|([:$*])(-?[0-9]{1,19})", line)
        sign, text, kind, number = form.groups() if form else ("", "", "", "-2")
        if sign:
            return text if sign == "+" else ErrorReply(text)
        if kind == ":" or number == "-1":
            return int(number) if kind == ":" else None
        if not 0 <= int(number) <= self._max_length or depth > DEEPEST:
            raise ProtocolError(f"not RESP2, or too much of it: {line!r}")
        if kind == "*":
            array = []
            while len(array) < int(number):
                array.append((yield from self._value(depth + 1)))
            return array
        while len(self._buffer) < int(number) + 2:
            yield MORE
        return self._take(int(number))

    def _take(self, size: int) -> bytes:
        taken, end = bytes(self._buffer[:size]), self._buffer[size : size + 2]
        del self._buffer[: size + 2]
        if end != b"\r\n":
            raise ProtocolError(f"{bytes(end)!r} stands where CRLF should")
        return taken


# END OF YOUR TURN
