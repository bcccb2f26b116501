# exercise: replies
"""A coroutine of lines, fed by `send`; regular expressions for the ends."""

import re


def reader(done):
    while True:
        first = yield
        match = re.fullmatch(r"(\d{3})(?:([ -])(.*))?", first, re.DOTALL)
        code, sign, text = match[1], match[2], match[3] or ""
        lines = [text]
        while sign == "-":
            line = yield
            end = re.match(code + r"(?: |$)", line)
            lines.append(line[4:] if end else line)
            if end:
                break
        done.append((int(code), "\n".join(lines)))


class Replies:
    def __init__(self):
        self._buffer = bytearray()
        self._done = []
        self._reader = reader(self._done)
        next(self._reader)

    def feed(self, data: bytes) -> list[tuple[int, str]]:
        self._buffer += data
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end]).removesuffix(b"\r")
            del self._buffer[: end + 1]
            self._reader.send(line.decode("utf-8"))
        found = self._done[:]
        self._done.clear()
        return found
