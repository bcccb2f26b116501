# exercise: key_value
# rejected by: connections_share_nothing
from twisted.internet.protocol import Factory, Protocol


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(Protocol):
    MAX_LINE = 8192
    rest = bytearray()

    def dataReceived(self, data: bytes) -> None:
        self.rest += data
        *lines, tail = self.rest.split(b"\n")
        self.rest[:] = tail
        for line in lines:
            self.transport.write(answer(bytes(line)) + b"\n")
        if len(self.rest) > self.MAX_LINE:
            self.rest.clear()
            self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
