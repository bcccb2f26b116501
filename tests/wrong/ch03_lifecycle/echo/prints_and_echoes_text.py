# exercise: echo
# rejected by: bytes_are_not_text
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    def dataReceived(self, data):
        text = data.decode()
        print("received:", text)
        self.transport.write(text.encode())

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Echo)
