# exercise: echo
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        self.factory.reactor.callLater(0, self.transport.write, data)

    def readConnectionLost(self):
        self.factory.reactor.callLater(0, self.transport.loseConnection)

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    factory = Factory.forProtocol(Echo)
    factory.reactor = reactor
    return factory
