# exercise: echo
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import classImplements


def make_factory(reactor):
    class Echo(Protocol):
        def connectionMade(self):
            self.dataReceived = self.transport.write
            self.readConnectionLost = self.transport.loseConnection
            self.writeConnectionLost = lambda: None

    classImplements(Echo, IHalfCloseableProtocol)
    return Factory.forProtocol(Echo)
