# exercise: key_value
from twisted.internet.protocol import Factory, Protocol


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class TooLong(ValueError):
    pass


class Lines:
    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def feed(self, data: bytes) -> list[bytes]:
        first, *others = data.split(b"\n")
        self._pieces.append(first)
        lines = []
        for other in others:
            lines.append(b"".join(self._pieces))
            self._pieces = [other]
        if sum(map(len, self._pieces)) > 2000:
            raise TooLong
        return lines


class KeyValue(Protocol):
    def __init__(self, addr) -> None:
        self.addr, self.lines = addr, Lines()

    def dataReceived(self, data: bytes) -> None:
        try:
            for line in self.lines.feed(data):
                self.transport.writeSequence([answer(line), b"\n"])
        except TooLong:
            self.transport.loseConnection()


class Desk(Factory):
    def buildProtocol(self, addr):
        protocol = KeyValue(addr)
        protocol.factory = self
        return protocol


def make_factory(reactor):
    return Desk()
