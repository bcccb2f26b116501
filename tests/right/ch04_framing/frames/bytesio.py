# exercise: frames
import io
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    """Writes to the end of a file in memory, and reads from where the last frame ended."""

    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._file, self._read, self._written = io.BytesIO(), 0, 0

    def feed(self, data: bytes) -> list[bytes]:
        self._file.seek(self._written)
        self._written += self._file.write(data)
        frames = []
        self._file.seek(self._read)
        while self._written - self._read >= 4:
            (length,) = struct.unpack(">I", self._file.read(4))
            if length > self._max_length:
                raise FrameTooLong(length)
            if self._written - self._read - 4 < length:
                break
            frames.append(self._file.read(length))
            self._read += 4 + length
        if self._read > self._written // 2:
            self._file.seek(self._read)
            rest = self._file.read()
            self._file = io.BytesIO(rest)
            self._file.seek(len(rest))
            self._read, self._written = 0, len(rest)
        return frames
