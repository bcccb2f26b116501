# exercise: tail
from io import BytesIO

from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Tail:
    def makeConnection(self, transport):
        self.transport, self.file = transport, BytesIO()

    def dataReceived(self, data):
        self.file.write(data)

    def readConnectionLost(self):
        lines = self.file.getvalue().split(b"\n")
        if not lines[-1]:
            lines.pop()
        self.transport.writeSequence([line + b"\n" for line in lines[::-1]])
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        self.file.close()


def make_factory(reactor):
    return Factory.forProtocol(Tail)
