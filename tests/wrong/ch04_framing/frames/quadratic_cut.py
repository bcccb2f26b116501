# exercise: frames
# rejected by: many_frames_in_one_read
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = b""

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames = []
        while len(self._buffer) >= 4:
            (length,) = struct.unpack(">I", self._buffer[:4])
            if length > self._max_length:
                raise FrameTooLong(length)
            if len(self._buffer) < 4 + length:
                break
            frames.append(self._buffer[4 : 4 + length])
            self._buffer = self._buffer[4 + length :]
        return frames
