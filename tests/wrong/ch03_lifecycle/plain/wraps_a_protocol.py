# exercise: plain
# rejected by: it_inherits_from_nothing
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


class Shouter(Protocol):
    def connectionMade(self):
        self.factory.here.add(self)
        self.transport.write(b"%d here\n" % len(self.factory.here))

    def dataReceived(self, data):
        self.transport.write(data.upper())

    def connectionLost(self, reason):
        self.factory.here.discard(self)


@implementer(IProtocol)
class Plain:
    pass


class Hall(Factory):
    protocol = Shouter

    def __init__(self):
        self.here = set()


def make_factory(reactor):
    return Hall()
