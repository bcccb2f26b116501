# exercise: key_value
# rejected by: a_record_is_answered
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.rpartition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(LineOnlyReceiver):
    delimiter = b"\n"
    MAX_LENGTH = 8192

    def lineReceived(self, line: bytes) -> None:
        self.sendLine(answer(line))


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
