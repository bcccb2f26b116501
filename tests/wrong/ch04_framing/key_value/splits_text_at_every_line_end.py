# exercise: key_value
# rejected by: only_lf_ends_a_line
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

    def connectionMade(self) -> None:
        self._rest = b""

    def dataReceived(self, data: bytes) -> None:
        whole, lf, self._rest = (self._rest + data).rpartition(b"\n")
        for line in (whole + lf).splitlines():
            self.transport.write(answer(line) + b"\n")
        if len(self._rest) > self.MAX_LINE:
            self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
