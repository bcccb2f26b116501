# exercise: proxy
from twisted.internet.defer import Deferred, DeferredQueue
from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.error import ConnectError
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer

HALF, END = "half", "end"


@implementer(IHalfCloseableProtocol)
class Side(Protocol):
    """Puts all that happens to it into a queue."""

    def __init__(self):
        self.events = DeferredQueue()

    def dataReceived(self, data):
        self.events.put(data)

    def readConnectionLost(self):
        self.events.put(HALF)

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        self.events.put(END)


async def carry(source, goal, ended):
    """Give what happens at *source* to *goal*, until the source has ended."""
    while (event := await source.events.get()) is not END:
        if event is HALF:
            goal.transport.loseWriteConnection()
            ended.append(source)
            if len(ended) == 2:
                source.transport.loseConnection()
                goal.transport.loseConnection()
        else:
            goal.transport.write(event)
    goal.transport.loseConnection()


class Near(Side):
    def connectionMade(self):
        Deferred.fromCoroutine(self.run())

    async def run(self):
        try:
            far = await connectProtocol(self.factory.endpoint, Side())
        except ConnectError:
            self.transport.loseConnection()
            return
        ended = []
        Deferred.fromCoroutine(carry(far, self, ended))
        await carry(self, far, ended)


def make_factory(reactor, port):
    factory = Factory.forProtocol(Near)
    factory.endpoint = clientFromString(reactor, f"tcp:host=127.0.0.1:port={port}")
    return factory
