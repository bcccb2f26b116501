# exercise: plain
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


@implementer(IProtocol)
class Plain:
    factory = None
    transport = None

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        self.factory.here += 1
        self.transport.write(f"{self.factory.here} here\n".encode())

    def dataReceived(self, data):
        self.transport.write(data.upper())

    def connectionLost(self, reason):
        self.factory.here -= 1


def make_factory(reactor):
    factory = Factory.forProtocol(Plain)
    factory.here = 0
    return factory
