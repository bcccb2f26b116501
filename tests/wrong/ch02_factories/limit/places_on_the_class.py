# exercise: limit
# rejected by: servers_share_no_places
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    inside = set()

    def connectionMade(self):
        if len(self.inside) < self.factory.most:
            self.inside.add(self)
            self.transport.write(b"welcome\r\n")
        else:
            self.transport.write(b"busy\r\n")
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.inside.discard(self)


def make_factory(reactor, most):
    factory = Factory.forProtocol(Client)
    factory.most = most
    return factory
