# exercise: limit
from twisted.internet.protocol import Protocol
from twisted.protocols.policies import LimitTotalConnectionsFactory


class Welcome(Protocol):
    def connectionMade(self):
        self.transport.write(b"welcome\r\n")


class Busy(Protocol):
    def connectionMade(self):
        self.transport.write(b"busy\r\n")
        self.transport.loseConnection()


class Limited(LimitTotalConnectionsFactory):
    protocol = Welcome
    overflowProtocol = Busy


def make_factory(reactor, most):
    factory = Limited()
    factory.connectionLimit = most
    return factory
