# exercise: proxy
r"""A proxy: what comes in on one connection goes out on another, both ways.

Run it:  python proxy.py 8000           (with a server there: python3 -m http.server 8000)
Try it:  curl http://127.0.0.1:PORT/    (the program prints PORT)
"""

import sys

from twisted.internet.defer import Deferred, succeed
from twisted.internet.endpoints import clientFromString, connectProtocol, serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


# YOUR TURN: build `make_factory`. Connect to the far side as soon as somebody comes.
# Bytes go both ways, all of them, also those that come before the far side is there.
# If one side half-closes or closes, so does the other, after what was on its way.
# If the far side cannot be reached, hang up on the near one.
@implementer(IHalfCloseableProtocol)
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
    """Return a proxy in front of the server on *port* of 127.0.0.1."""
    factory = Factory.forProtocol(Near)
    factory.endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{port}")
    return factory


# END OF YOUR TURN


async def main(reactor) -> None:
    """Stand in front of a server until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    near = await door.listen(make_factory(reactor, int(sys.argv[1])))
    print(f"Try it: curl http://127.0.0.1:{near.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
