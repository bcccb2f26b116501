# exercise: proxy
# rejected by: early_bytes_wait
from twisted.internet.protocol import ClientFactory, Factory, Protocol


class Far(Protocol):
    def connectionMade(self):
        self.near.far = self

    def dataReceived(self, data):
        self.near.transport.write(data)

    def connectionLost(self, reason):
        self.near.transport.loseConnection()


class Near(Protocol):
    far = None

    def connectionMade(self):
        dialling = ClientFactory.forProtocol(self.dial)
        self.factory.reactor.connectTCP("127.0.0.1", self.factory.port, dialling)

    def dial(self):
        far = Far()
        far.near = self
        return far

    def dataReceived(self, data):
        if self.far is not None:
            self.far.transport.write(data)

    def connectionLost(self, reason):
        if self.far is not None:
            self.far.transport.loseConnection()


def make_factory(reactor, port):
    factory = Factory.forProtocol(Near)
    factory.reactor, factory.port = reactor, port
    return factory
