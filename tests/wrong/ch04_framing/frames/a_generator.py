# exercise: frames
# rejected by: any_cut_gives_the_same_frames
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()

    def feed(self, data: bytes):
        self._buffer += data
        while len(self._buffer) >= 4:
            (length,) = struct.unpack_from(">I", self._buffer)
            if length > self._max_length:
                raise FrameTooLong(length)
            if len(self._buffer) < 4 + length:
                break
            yield bytes(self._buffer[4 : 4 + length])
            del self._buffer[: 4 + length]
