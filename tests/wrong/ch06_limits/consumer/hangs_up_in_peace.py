# exercise: consumer
# rejected by: a_full_disk_is_told
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import deferLater
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Upload(Protocol):
    def connectionMade(self) -> None:
        self._stored = 0

    def dataReceived(self, data: bytes) -> None:
        self.transport.pauseProducing()
        storing = self.factory.store(data)
        storing.addCallbacks(self._go_on, self._give_up, callbackArgs=[len(data)])

    def _go_on(self, _, size: int) -> None:
        self._stored += size
        self.transport.resumeProducing()

    def _give_up(self, failure) -> None:
        self.transport.loseConnection()

    def readConnectionLost(self) -> None:
        self.transport.write(b"%d bytes\n" % self._stored)
        self.transport.loseConnection()

    def writeConnectionLost(self) -> None:
        """Our half is closed; there is nothing to do."""


def make_factory(reactor, store) -> Factory:
    factory = Factory.forProtocol(Upload)
    factory.store = store
    return factory
