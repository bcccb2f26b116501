# exercise: frames


class FrameTooLong(ValueError):
    pass


class Framer:
    """Keeps the pieces as they came, and joins them once, when enough have come."""

    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._pieces: list[bytes] = []
        self._have, self._need = 0, 4
        self._in_header = True

    def feed(self, data: bytes) -> list[bytes]:
        frames, rest = [], memoryview(data)
        while len(rest) >= (missing := self._need - self._have):
            self._pieces.append(bytes(rest[:missing]))
            rest = rest[missing:]
            self._done(b"".join(self._pieces), frames)
        self._pieces.append(bytes(rest))
        self._have += len(rest)
        return frames

    def _done(self, block: bytes, frames: list[bytes]) -> None:
        self._pieces, self._have = [], 0
        if self._in_header:
            self._need = int.from_bytes(block)
            if self._need > self._max_length:
                raise FrameTooLong(self._need)
        else:
            frames.append(block)
            self._need = 4
        self._in_header = not self._in_header
