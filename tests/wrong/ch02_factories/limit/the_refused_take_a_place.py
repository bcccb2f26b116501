# exercise: limit
# rejected by: a_place_is_free_again
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        self.factory.inside += 1
        if self.factory.inside <= self.factory.most:
            self.served = True
            self.transport.write(b"welcome\r\n")
        else:
            self.served = False
            self.transport.write(b"busy\r\n")
            self.transport.loseConnection()

    def connectionLost(self, reason):
        if self.served:
            self.factory.inside -= 1


class Limited(Factory):
    protocol = Client

    def __init__(self, most):
        self.most = most
        self.inside = 0


def make_factory(reactor, most):
    return Limited(most)
