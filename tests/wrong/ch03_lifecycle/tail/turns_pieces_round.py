# exercise: tail
# rejected by: nothing_comes_before_the_end
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    def connectionMade(self):
        self.pieces = []

    def dataReceived(self, data):
        self.pieces.insert(0, last_line_first(data))

    def readConnectionLost(self):
        self.transport.write(b"".join(self.pieces))
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
