# exercise: limit
# rejected by: only_so_many_are_welcome
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        self.factory.inside.add(self)
        self.transport.write(b"welcome\r\n")

    def connectionLost(self, reason):
        self.factory.inside.remove(self)


class Limited(Factory):
    protocol = Client

    def __init__(self, most):
        self.most = most
        self.inside = set()

    def buildProtocol(self, addr):
        if len(self.inside) == self.most:
            return None
        return super().buildProtocol(addr)


def make_factory(reactor, most):
    return Limited(most)
