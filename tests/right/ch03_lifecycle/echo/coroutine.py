# exercise: echo
from twisted.internet.defer import Deferred, DeferredQueue
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol, connectionDone
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def connectionMade(self):
        self.pieces = DeferredQueue()
        Deferred.fromCoroutine(self.echo())

    async def echo(self):
        while piece := await self.pieces.get():
            self.transport.write(piece)
        self.transport.loseConnection()

    def dataReceived(self, data):
        self.pieces.put(data)

    def readConnectionLost(self):
        self.pieces.put(b"")

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason=connectionDone):
        self.pieces.put(b"")


def make_factory(reactor):
    return Factory.forProtocol(Echo)
