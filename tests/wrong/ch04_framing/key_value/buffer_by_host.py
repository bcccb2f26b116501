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
    rests: dict[str, bytes] = {}

    def dataReceived(self, data: bytes) -> None:
        host = self.transport.getPeer().host
        *lines, rest = (self.rests.pop(host, b"") + data).split(b"\n")
        for line in lines:
            self.transport.write(answer(line) + b"\n")
        if len(rest) > self.MAX_LINE:
            self.transport.loseConnection()
        else:
            self.rests[host] = rest


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
