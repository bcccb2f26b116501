# exercise: key_value
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(LineReceiver):
    delimiter = b"\n"
    MAX_LENGTH = 65536

    def lineReceived(self, line: bytes) -> None:
        self.sendLine(answer(line))


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
