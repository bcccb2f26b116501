# exercise: frames
# rejected by: an_empty_frame_is_a_frame


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()
        self._length = 0

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames = []
        while True:
            if not self._length:
                if len(self._buffer) < 4:
                    break
                self._length = int.from_bytes(self._buffer[:4], "big")
                if self._length > self._max_length:
                    raise FrameTooLong(self._length)
                del self._buffer[:4]
            if not self._length or len(self._buffer) < self._length:
                break
            frames.append(bytes(self._buffer[: self._length]))
            del self._buffer[: self._length]
            self._length = 0
        return frames
