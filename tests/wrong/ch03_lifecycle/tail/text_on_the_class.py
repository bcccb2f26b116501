# exercise: tail
# rejected by: a_text_belongs_to_one_client
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    pieces = []

    def dataReceived(self, data):
        self.pieces.append(data)

    def readConnectionLost(self):
        self.transport.write(last_line_first(b"".join(self.pieces)))
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
