# exercise: limit
from twisted.internet.protocol import Factory, Protocol


class Welcome(Protocol):
    def connectionMade(self):
        self.transport.write(b"welcome\r\n")

    def connectionLost(self, reason):
        self.factory.places += 1


class Busy(Protocol):
    def connectionMade(self):
        self.transport.writeSequence([b"busy", b"\r\n"])
        self.transport.loseConnection()


class Limited(Factory):
    def __init__(self, most: int) -> None:
        self.places = most

    def buildProtocol(self, addr):
        if self.places:
            self.places -= 1
            protocol = Welcome()
        else:
            protocol = Busy()
        protocol.factory = self
        return protocol


def make_factory(reactor, most):
    return Limited(most)
