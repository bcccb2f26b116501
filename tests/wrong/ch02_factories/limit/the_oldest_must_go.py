# exercise: limit
# rejected by: only_so_many_are_welcome
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        self.factory.inside.append(self)
        self.transport.write(b"welcome\r\n")
        if len(self.factory.inside) > self.factory.most:
            oldest = self.factory.inside.pop(0)
            oldest.transport.write(b"busy\r\n")
            oldest.transport.loseConnection()

    def connectionLost(self, reason):
        if self in self.factory.inside:
            self.factory.inside.remove(self)


class Limited(Factory):
    protocol = Client

    def __init__(self, most):
        self.most = most
        self.inside = []


def make_factory(reactor, most):
    return Limited(most)
