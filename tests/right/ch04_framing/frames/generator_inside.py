# exercise: frames
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self._frames: list[bytes] = []
        self._parser = self._parse(max_length)
        next(self._parser)

    def feed(self, data: bytes) -> list[bytes]:
        self._parser.send(data)
        frames, self._frames = self._frames, []
        return frames

    def _parse(self, max_length: int):
        buffer = bytearray()
        position = 0
        while True:
            while len(buffer) - position < 4:
                del buffer[:position]
                position = 0
                buffer += yield
            (length,) = struct.unpack_from(">I", buffer, position)
            if length > max_length:
                raise FrameTooLong(length)
            position += 4
            while len(buffer) - position < length:
                del buffer[:position]
                position = 0
                buffer += yield
            self._frames.append(bytes(memoryview(buffer)[position : position + length]))
            position += length
