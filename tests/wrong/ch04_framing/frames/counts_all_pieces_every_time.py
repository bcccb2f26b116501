# exercise: frames
# rejected by: one_frame_in_many_reads
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._pieces = []
        self._needed = 4

    def feed(self, data: bytes) -> list[bytes]:
        self._pieces.append(data)
        if sum(len(piece) for piece in self._pieces) < self._needed:
            return []
        stream, frames, start = b"".join(self._pieces), [], 0
        self._needed = 4
        while len(stream) >= start + 4:
            (length,) = struct.unpack_from(">I", stream, start)
            if length > self._max_length:
                raise FrameTooLong(length)
            if len(stream) < start + 4 + length:
                self._needed = 4 + length
                break
            frames.append(stream[start + 4 : start + 4 + length])
            start += 4 + length
        self._pieces = [stream[start:]]
        return frames
