# exercise: key_value
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class KeyValue(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:
        if line[-1:] == b"\r":
            line = line[:-1]
        try:
            line.decode()
        except UnicodeDecodeError:
            self.transport.write(b"ERR not utf-8\n")
            return
        head, colon, tail = line.partition(b":")
        self.sendLine(b"OK " + head + b"=" + tail if colon else b"ERR no colon")

    def lineLengthExceeded(self, line: bytes) -> None:
        self.sendLine(b"ERR too long")
        self.transport.loseConnection()

    def readConnectionLost(self) -> None:
        self.transport.loseConnection()

    def writeConnectionLost(self) -> None:
        pass


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
