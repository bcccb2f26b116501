# exercise: echo
# rejected by: the_last_words_come_back
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

    def readConnectionLost(self):
        pass

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Echo)
