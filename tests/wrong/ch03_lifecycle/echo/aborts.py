# exercise: echo
# rejected by: a_slow_reader_loses_nothing
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

    def readConnectionLost(self):
        self.transport.abortConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Echo)
