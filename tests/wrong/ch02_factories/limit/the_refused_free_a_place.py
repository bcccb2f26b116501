# exercise: limit
# rejected by: who_was_turned_away_frees_no_place
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        if self.factory.inside < self.factory.most:
            self.factory.inside += 1
            self.transport.write(b"welcome\r\n")
        else:
            self.transport.write(b"busy\r\n")
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.factory.inside -= 1


class Limited(Factory):
    protocol = Client

    def __init__(self, most):
        self.most = most
        self.inside = 0


def make_factory(reactor, most):
    return Limited(most)
