# exercise: proxy
# rejected by: a_half_close_goes_through
import sys

from twisted.internet.defer import Deferred, succeed
from twisted.internet.endpoints import clientFromString, connectProtocol, serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


class Side(Protocol):
    other: Deferred  # of the other side's transport
    halves = 2  # that are open

    def dataReceived(self, data: bytes) -> None:
        self.tell_other("write", data)

    def readConnectionLost(self) -> None:
        self.tell_other("loseWriteConnection")
        self.writeConnectionLost()

    def writeConnectionLost(self) -> None:
        self.halves -= 1
        if not self.halves:
            self.transport.loseConnection()

    def connectionLost(self, reason) -> None:
        self.tell_other("loseConnection")

    def tell_other(self, method: str, *args) -> None:
        def call(transport):
            if transport is not None:
                getattr(transport, method)(*args)
            return transport

        self.other.addCallback(call)


class Near(Side):
    def connectionMade(self) -> None:
        far = Side()
        far.other = succeed(self.transport)
        self.other = connectProtocol(self.factory.endpoint, far)
        self.other.addCallback(lambda far: far.transport)
        self.other.addErrback(lambda failure: self.transport.loseConnection())


def make_factory(reactor, port: int) -> Factory:
    factory = Factory.forProtocol(Near)
    factory.endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{port}")
    return factory
