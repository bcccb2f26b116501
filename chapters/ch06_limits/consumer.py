# exercise: consumer
# built 9d500b8f93e934b2 from solutions/ch06_limits/consumer.py
# Your own copy, to write in and to run: my/ch06_limits/consumer.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/consumer.py")
r"""Uploads to a disk that is slower than the network.

Run it:  python consumer.py
Try it:  head -c 3000000 /dev/zero | nc -N 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import deferLater
from zope.interface import implementer


# YOUR TURN: `self.transport` can be told to stop reading, and to go on.
@implementer(IHalfCloseableProtocol)
class Upload(Protocol):
    """One upload: all bytes until the client's half-close; answered `N bytes`, LF and the end.

    ``self.factory.store(data)`` returns a Deferred that fires when *data* is on the disk.
    """

    def connectionMade(self) -> None:
        """Begin: nothing is stored."""
        raise NotImplementedError

    def dataReceived(self, data: bytes) -> None:
        """Store *data*, and read nothing more until it is stored.

        If the disk fails, reset the connection: the client must not believe that all is well.
        """
        raise NotImplementedError

    def _go_on(self, _, size: int) -> None:
        raise NotImplementedError

    def _give_up(self, failure) -> None:
        raise NotImplementedError

    def readConnectionLost(self) -> None:
        """The client has sent all, and all is stored: say how much it was, and hang up."""
        raise NotImplementedError

    def writeConnectionLost(self) -> None:
        """Our half is closed; there is nothing to do."""
        raise NotImplementedError


def make_factory(reactor, store) -> Factory:
    """Return a factory of uploads; ``store(data)`` returns a Deferred."""
    factory = Factory.forProtocol(Upload)
    factory.store = store
    return factory


async def main(reactor) -> None:
    """Take uploads until Ctrl-C; the disk stores a piece in a tenth of a second."""

    def store(data: bytes) -> Deferred:
        print(f"storing {len(data)} bytes …")
        return deferLater(reactor, 0.1)

    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, store))
    print(f"head -c 3000000 /dev/zero | nc -N 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
