# exercise: echo
# rejected by: the_last_words_come_back
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Protocol, ServerFactory
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.writeSequence([data])

    def readConnectionLost(self):
        self.transport.loseWriteConnection()

    def writeConnectionLost(self):
        pass


class EchoFactory(ServerFactory):
    def buildProtocol(self, address):
        echo = Echo()
        echo.factory = self
        return echo


def make_factory(reactor):
    return EchoFactory()
