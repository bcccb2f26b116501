# exercise: frames
import struct


class FrameTooLong(ValueError):
    pass


class Framer:
    def __init__(self, max_length):
        self.max_length = max_length
        self.buffer = bytearray()
        self.length = None  # of the frame whose header is done; None before

    def feed(self, data):
        frames = []
        self.buffer += data
        while True:
            wanted = 4 if self.length is None else self.length
            if len(self.buffer) < wanted:
                return frames
            taken = bytes(self.buffer[:wanted])
            del self.buffer[:wanted]
            if self.length is None:
                (self.length,) = struct.unpack("!L", taken)
                if self.length > self.max_length:
                    raise FrameTooLong
            else:
                frames.append(taken)
                self.length = None
