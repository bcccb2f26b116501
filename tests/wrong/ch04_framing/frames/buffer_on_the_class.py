# exercise: frames
# rejected by: framers_share_nothing
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    _buffer = bytearray()

    def __init__(self, max_length: int) -> None:
        self._max_length = max_length

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames, start = [], 0
        while len(self._buffer) >= start + 4:
            (length,) = struct.unpack_from(">I", self._buffer, start)
            if length > self._max_length:
                raise FrameTooLong(length)
            end = start + 4 + length
            if end > len(self._buffer):
                break
            frames.append(bytes(self._buffer[start + 4 : end]))
            start = end
        del self._buffer[:start]
        return frames
