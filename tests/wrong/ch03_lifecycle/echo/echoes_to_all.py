# exercise: echo
# rejected by: clients_do_not_meet
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    everybody = set()

    def connectionMade(self):
        self.everybody.add(self)

    def dataReceived(self, data):
        for each in self.everybody:
            each.transport.write(data)

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        self.everybody.discard(self)


def make_factory(reactor):
    return Factory.forProtocol(Echo)
