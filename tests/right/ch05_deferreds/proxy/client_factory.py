# exercise: proxy
"""connectTCP and a ClientFactory, no Deferred at all: what comes early is kept in a list."""

from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import ClientFactory, Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Half(Protocol):
    def __init__(self):
        self.todo, self.peer, self.open = [], None, {"read", "write"}

    def meet(self, peer):
        self.peer = peer
        todo, self.todo = self.todo, []
        for name, args in todo:
            getattr(peer.transport, name)(*args)

    def tell(self, name, *args):
        if self.peer is None:
            self.todo.append((name, args))
        else:
            getattr(self.peer.transport, name)(*args)

    def dataReceived(self, data):
        self.tell("write", data)

    def readConnectionLost(self):
        self.tell("loseWriteConnection")
        self.closed("read")

    def writeConnectionLost(self):
        self.closed("write")

    def closed(self, half):
        self.open.discard(half)
        if not self.open:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.tell("loseConnection")


class Out(Half):
    def __init__(self, near):
        super().__init__()
        self.near = near

    def connectionMade(self):
        self.meet(self.near)
        self.near.meet(self)


class Dialling(ClientFactory):
    noisy = False

    def __init__(self, near):
        self.near = near

    def buildProtocol(self, addr):
        return Out(self.near)

    def clientConnectionFailed(self, connector, reason):
        print("no server:", reason.getErrorMessage())
        self.near.transport.abortConnection()


class In(Half):
    def connectionMade(self):
        reactor, port = self.factory.goal
        reactor.connectTCP("127.0.0.1", port, Dialling(self))


def make_factory(reactor, port):
    factory = Factory.forProtocol(In)
    factory.goal = reactor, port
    return factory
