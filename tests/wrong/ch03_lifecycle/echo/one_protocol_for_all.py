# exercise: echo
# rejected by: clients_do_not_meet
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


class OneEcho(Factory):
    echo = Echo()

    def buildProtocol(self, address):
        return self.echo


def make_factory(reactor):
    return OneEcho()
