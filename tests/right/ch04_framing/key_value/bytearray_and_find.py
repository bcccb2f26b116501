# exercise: key_value
from twisted.internet.protocol import Factory, Protocol


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(Protocol):
    def __init__(self) -> None:
        self.buffer = bytearray()

    def dataReceived(self, data: bytes) -> None:
        self.buffer.extend(data)
        while (end := self.buffer.find(b"\n")) != -1:
            self.transport.write(answer(bytes(self.buffer[:end])) + b"\n")
            del self.buffer[: end + 1]
        if len(self.buffer) >= 65536:
            self.transport.write(b"ERR too long\n")
            self.transport.abortConnection()


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
