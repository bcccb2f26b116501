# exercise: frames
# rejected by: the_header_is_enough_to_refuse
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames, start = [], 0
        while len(self._buffer) >= start + 4:
            (length,) = struct.unpack_from(">I", self._buffer, start)
            end = start + 4 + length
            if end > len(self._buffer):
                break
            if length > self._max_length:
                raise FrameTooLong(length)
            frames.append(bytes(self._buffer[start + 4 : end]))
            start = end
        del self._buffer[:start]
        return frames
