# exercise: frames


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self.limit = max_length
        self.buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self.buffer.extend(data)
        frames = []
        while (frame := self.take()) is not None:
            frames.append(frame)
        return frames

    def take(self) -> bytes | None:
        if len(self.buffer) < 4:
            return None
        length = int.from_bytes(self.buffer[:4], "big")
        if length > self.limit:
            raise FrameTooLong(f"{length} > {self.limit}")
        if len(self.buffer) < 4 + length:
            return None
        frame = bytes(self.buffer[4 : 4 + length])
        del self.buffer[: 4 + length]
        return frame
