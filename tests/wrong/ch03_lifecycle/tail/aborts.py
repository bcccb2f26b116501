# exercise: tail
# rejected by: a_long_text_comes_back_whole
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    def connectionMade(self):
        self.text = b""

    def dataReceived(self, data):
        self.text += data

    def readConnectionLost(self):
        self.transport.write(last_line_first(self.text))
        self.transport.abortConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
