# exercise: frames
# rejected by: any_cut_gives_the_same_frames
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        frames, start, view = [], 0, memoryview(self._buffer)
        while len(view) >= start + 4:
            (length,) = struct.unpack_from(">I", view, start)
            if length > self._max_length:
                raise FrameTooLong(length)
            if len(view) < start + 4 + length:
                break
            frames.append(view[start + 4 : start + 4 + length])
            start += 4 + length
        del self._buffer[:start]
        return frames
