# exercise: proxy
"""Reads nothing from the client before there is somebody to give it to."""

from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Side(Protocol):
    other = None
    read_ended = write_ended = gone = False

    def dataReceived(self, data):
        self.other.transport.write(data)

    def readConnectionLost(self):
        self.read_ended = True
        self.other.transport.loseWriteConnection()
        self.look()

    def writeConnectionLost(self):
        self.write_ended = True
        self.look()

    def look(self):
        if self.read_ended and self.write_ended:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.gone = True
        if self.other is not None:
            self.other.transport.loseConnection()


class Near(Side):
    def connectionMade(self):
        self.transport.pauseProducing()
        far = Side()
        far.other = self
        connecting = connectProtocol(self.factory.endpoint, far)
        connecting.addCallbacks(self.joined, lambda _: self.transport.loseConnection())

    def joined(self, far):
        self.other = far
        if self.gone:
            far.transport.loseConnection()
        else:
            self.transport.resumeProducing()


def make_factory(reactor, port):
    factory = Factory.forProtocol(Near)
    factory.endpoint = TCP4ClientEndpoint(reactor, "127.0.0.1", port)
    return factory
