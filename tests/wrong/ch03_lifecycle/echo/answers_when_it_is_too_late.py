# exercise: echo
# rejected by: what_comes_goes_back_at_once
from twisted.internet.protocol import Factory, Protocol


class Echo(Protocol):
    def connectionMade(self):
        self.pieces = b""

    def dataReceived(self, data):
        self.pieces += data

    def connectionLost(self, reason):
        self.transport.write(self.pieces)


def make_factory(reactor):
    return Factory.forProtocol(Echo)
