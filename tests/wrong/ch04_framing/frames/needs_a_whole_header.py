# exercise: frames
# rejected by: any_cut_gives_the_same_frames
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()
        self._length = None

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames = []
        while self._buffer:
            if self._length is None:
                (self._length,) = struct.unpack_from(">I", self._buffer)
                del self._buffer[:4]
            if self._length > self._max_length:
                raise FrameTooLong(self._length)
            if len(self._buffer) < self._length:
                break
            frames.append(bytes(self._buffer[: self._length]))
            del self._buffer[: self._length]
            self._length = None
        return frames
