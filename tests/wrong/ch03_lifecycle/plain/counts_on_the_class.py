# exercise: plain
# rejected by: a_new_hall_is_empty
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IProtocol)
class Plain:
    here = set()

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        self.here.add(self)
        self.transport.write(b"%d here\n" % len(self.here))

    def dataReceived(self, data):
        self.transport.write(data.upper())

    def connectionLost(self, reason):
        self.here.discard(self)


def make_factory(reactor):
    return Factory.forProtocol(Plain)
