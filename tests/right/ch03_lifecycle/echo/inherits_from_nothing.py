# exercise: echo
from twisted.internet.interfaces import IHalfCloseableProtocol, IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


@implementer(IProtocol, IHalfCloseableProtocol)
class Echo:
    factory = None

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        pass

    def dataReceived(self, data):
        self.transport.write(data)

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Echo)
