# exercise: tail
# rejected by: the_last_line_comes_first
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    def connectionMade(self):
        self.text = bytearray()

    def dataReceived(self, data):
        self.text.extend(data)

    def readConnectionLost(self):
        self.transport.write(last_line_first(bytes(self.text)))
        self.transport.loseWriteConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
