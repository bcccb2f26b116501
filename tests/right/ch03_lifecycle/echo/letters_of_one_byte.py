# exercise: echo
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        for letter in data.decode("latin-1"):
            self.transport.write(letter.encode("latin-1"))

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        raise NotImplementedError


def make_factory(reactor):
    return Factory.forProtocol(Echo)
