# exercise: key_value
# rejected by: a_bad_line_is_answered_too
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


def answer(line: bytes) -> bytes:
    key, colon, value = line.removesuffix(b"\r").partition(b":")
    return b"OK %s=%s" % (key, value) if colon else b"ERR no colon"


class KeyValue(LineOnlyReceiver):
    delimiter = b"\n"
    MAX_LENGTH = 8192

    def lineReceived(self, line: bytes) -> None:
        self.sendLine(answer(line))


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
