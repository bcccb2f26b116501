# exercise: replies
"""Two states, and a named tuple for a reply."""

from typing import NamedTuple


class Reply(NamedTuple):
    code: int
    text: str


class Replies:
    def __init__(self) -> None:
        self.buffer = b""
        self.code = ""
        self.text: list[str] = []

    def feed(self, data: bytes) -> list[Reply]:
        self.buffer += data
        found = []
        while b"\n" in self.buffer:
            raw, _, self.buffer = self.buffer.partition(b"\n")
            line = raw.decode("utf-8").rstrip("\r")
            if not self.code:
                self.code, self.text = line[:3], [line[4:]]
                whole = not line.startswith("-", 3)
            elif line == self.code or line.startswith(self.code + " "):
                self.text.append(line[4:])
                whole = True
            else:
                self.text.append(line)
                whole = False
            if whole:
                found.append(Reply(int(self.code), "\n".join(self.text)))
                self.code = ""
        return found
