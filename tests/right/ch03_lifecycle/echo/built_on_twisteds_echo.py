# exercise: echo
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory
from twisted.protocols import wire
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(wire.Echo):
    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Echo)
