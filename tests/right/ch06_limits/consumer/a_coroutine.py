# exercise: consumer
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Upload(Protocol):
    def connectionMade(self):
        self.size = 0

    def dataReceived(self, data):
        Deferred.fromCoroutine(self.store(data))

    async def store(self, data):
        self.transport.stopReading()
        try:
            await self.factory.store(data)
        except OSError as problem:
            print("disk:", problem)
            self.transport.abortConnection()
        else:
            self.size += len(data)
            if self.connected:
                self.transport.resumeProducing()

    def readConnectionLost(self):
        self.transport.write(f"{self.size} bytes\n".encode())
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor, store):
    factory = Factory.forProtocol(Upload)
    factory.store = store
    return factory
