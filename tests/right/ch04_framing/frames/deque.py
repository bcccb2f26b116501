# exercise: frames
from collections import deque


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._waiting = deque()
        self._length = -1

    def feed(self, data: bytes) -> list[bytes]:
        self._waiting.extend(data)
        return list(self._complete())

    def _complete(self):
        while True:
            if self._length < 0:
                if len(self._waiting) < 4:
                    return
                self._length = int.from_bytes(self._take(4), "big")
                if self._length > self._max_length:
                    raise FrameTooLong
            if len(self._waiting) < self._length:
                return
            yield self._take(self._length)
            self._length = -1

    def _take(self, count: int) -> bytes:
        return bytes(self._waiting.popleft() for _ in range(count))
