# exercise: frames


class FrameTooLong(ValueError):
    pass


class Framer:
    """Copies every byte once, to where it belongs."""

    def __init__(self, max_length: int) -> None:
        self.max_length = max_length
        self.header, self.body, self.filled = bytearray(4), None, 0

    def feed(self, data: bytes) -> list[bytes]:
        frames, view = [], memoryview(data)
        while True:
            target = self.header if self.body is None else self.body
            count = min(len(view), len(target) - self.filled)
            target[self.filled : self.filled + count] = view[:count]
            self.filled, view = self.filled + count, view[count:]
            if self.filled < len(target):
                return frames
            self.filled = 0
            if self.body is None:
                length = int.from_bytes(self.header, "big", signed=False)
                if length > self.max_length:
                    raise FrameTooLong(f"{length=}")
                self.body = bytearray(length)
            else:
                frames.append(bytes(self.body))
                self.body = None
