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
    text = ""

    def dataReceived(self, data):
        self.text += data.decode()

    def readConnectionLost(self):
        self.transport.write(last_line_first(self.text.encode()))
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
