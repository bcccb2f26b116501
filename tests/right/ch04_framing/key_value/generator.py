# exercise: key_value
from twisted.internet.protocol import Factory, Protocol


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


def records(write, refuse):
    """Take pieces by `send`, and write what each complete line is answered."""
    rest = b""
    while len(rest) <= 4096:
        rest += yield
        while b"\n" in rest:
            line, rest = rest.split(b"\n", 1)
            write(answer(line) + b"\n")
    refuse()
    while True:
        yield


class KeyValue(Protocol):
    def connectionMade(self) -> None:
        transport = self.transport
        self.conversation = records(transport.write, transport.loseConnection)
        next(self.conversation)

    def dataReceived(self, data: bytes) -> None:
        self.conversation.send(data)


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
