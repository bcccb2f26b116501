# exercise: limit
# rejected by: a_place_is_free_again
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    served = False

    def connectionMade(self):
        if self.factory.inside < self.factory.most:
            self.factory.inside += 1
            self.served = True
            self.transport.write(b"welcome\r\n")
        else:
            self.transport.write(b"busy\r\n")
            self.transport.loseConnection()

    def connectionLost(self, reason):
        if self.served and "clean" in str(reason.value).split():
            self.factory.inside -= 1


class Limited(Factory):
    protocol = Client

    def __init__(self, most):
        self.most = most
        self.inside = 0


def make_factory(reactor, most):
    return Limited(most)
