# exercise: frames
# rejected by: many_frames_in_one_read
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        if len(self._buffer) < 4:
            return []
        (length,) = struct.unpack_from(">I", self._buffer)
        if length > self._max_length:
            raise FrameTooLong(length)
        if len(self._buffer) < 4 + length:
            return []
        frame = bytes(self._buffer[4 : 4 + length])
        del self._buffer[: 4 + length]
        return [frame, *self.feed(b"")]
