# exercise: consumer
from twisted.internet.defer import inlineCallbacks
from twisted.internet.interfaces import IHalfCloseableProtocol, IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


@implementer(IProtocol, IHalfCloseableProtocol)
class Upload:
    def __init__(self, store):
        self.store, self.size = store, 0

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        print("an upload begins")

    def dataReceived(self, data):
        self.keep(data)

    @inlineCallbacks
    def keep(self, data):
        self.transport.pauseProducing()
        try:
            yield self.store(data)
        except Exception:
            self.transport.abortConnection()
            return
        self.size += len(data)
        self.transport.resumeProducing()

    def readConnectionLost(self):
        self.transport.writeSequence([str(self.size).encode(), b" bytes\n"])
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        pass


class Uploads(Factory):
    def __init__(self, store):
        self.store = store

    def buildProtocol(self, addr):
        return Upload(self.store)


def make_factory(reactor, store):
    return Uploads(store)
