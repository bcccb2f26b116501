# exercise: frames


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length: int) -> None:
        self.max_length = max_length
        self.header = self.frame = b""
        self.begin()

    def begin(self) -> None:
        self.header, self.frame, self.length = [], [], None

    def feed(self, data: bytes) -> list[bytes]:
        frames = []
        for byte in data:
            if self.length is None:
                self.header.append(byte)
                if len(self.header) < 4:
                    continue
                self.length = int.from_bytes(bytes(self.header), "big")
                if self.length > self.max_length:
                    raise FrameTooLong(self.length)
            else:
                self.frame.append(byte)
            if len(self.frame) == self.length:
                frames.append(bytes(self.frame))
                self.begin()
        return frames
