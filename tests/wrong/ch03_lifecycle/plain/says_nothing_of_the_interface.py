# exercise: plain
# rejected by: it_provides_the_interface
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


class Plain:
    def __init__(self, here):
        self.here = here

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


class Hall(Factory):
    def __init__(self):
        self.here = set()

    def buildProtocol(self, addr):
        return Plain(self.here)


def make_factory(reactor):
    return Hall()
