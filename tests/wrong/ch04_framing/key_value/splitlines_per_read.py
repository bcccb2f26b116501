# exercise: key_value
# rejected by: cuts_do_not_matter
from twisted.internet.protocol import Factory, Protocol


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(Protocol):
    def dataReceived(self, data: bytes) -> None:
        for line in data.splitlines():
            self.transport.write(answer(line) + b"\n")


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
