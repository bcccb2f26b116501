# exercise: frames
# rejected by: one_frame_in_many_reads
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = b""

    def feed(self, data: bytes) -> list[bytes]:
        stream, frames, start = self._buffer + data, [], 0
        while len(stream) >= start + 4:
            (length,) = struct.unpack_from(">I", stream, start)
            if length > self._max_length:
                raise FrameTooLong(length)
            if len(stream) < start + 4 + length:
                break
            frames.append(stream[start + 4 : start + 4 + length])
            start += 4 + length
        self._buffer = stream[start:]
        return frames
