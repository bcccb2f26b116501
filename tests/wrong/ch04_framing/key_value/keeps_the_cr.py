# exercise: key_value
# rejected by: cuts_do_not_matter
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


def answer(line: bytes) -> bytes:
    try:
        record = line.decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(LineOnlyReceiver):
    delimiter = b"\n"
    MAX_LENGTH = 8192

    def lineReceived(self, line: bytes) -> None:
        self.sendLine(answer(line))


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
