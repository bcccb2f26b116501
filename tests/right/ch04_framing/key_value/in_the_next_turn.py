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
    def __init__(self, reactor) -> None:
        self.reactor, self.rest, self.todo = reactor, b"", []

    def dataReceived(self, data: bytes) -> None:
        *lines, self.rest = (self.rest + data).split(b"\n")
        if not self.todo and lines:
            self.reactor.callLater(0, self.answer_all)
        self.todo += lines
        if len(self.rest) > 10_000:
            self.transport.loseConnection()

    def answer_all(self) -> None:
        todo, self.todo = self.todo, []
        self.transport.write(b"".join(answer(line) + b"\n" for line in todo))


def make_factory(reactor):
    return Factory.forProtocol(lambda: KeyValue(reactor))
