# exercise: consumer
# rejected by: the_client_has_to_wait
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Upload(Protocol):
    """Stores one piece at a time, and lets the others wait in memory."""

    def connectionMade(self):
        self.waiting, self.stored, self.ended = [], 0, False

    def dataReceived(self, data):
        self.waiting.append(data)
        if len(self.waiting) == 1:
            self.store()

    def store(self):
        storing = self.factory.store(self.waiting[0])
        storing.addCallbacks(self.go_on, lambda _: self.transport.abortConnection())

    def go_on(self, _):
        self.stored += len(self.waiting.pop(0))
        if self.waiting:
            self.store()
        elif self.ended:
            self.answer()

    def readConnectionLost(self):
        self.ended = True
        if not self.waiting:
            self.answer()

    def answer(self):
        self.transport.write(b"%d bytes\n" % self.stored)
        self.transport.loseConnection()

    def writeConnectionLost(self): ...


def make_factory(reactor, store):
    factory = Factory.forProtocol(Upload)
    factory.store = store
    return factory
