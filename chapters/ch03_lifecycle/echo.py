# exercise: echo
# built 6abb0212bca57db3 from solutions/ch03_lifecycle/echo.py
# Your own copy, to write in and to run: my/ch03_lifecycle/echo.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/echo.py")
r"""An echo server that loses nothing, whoever finishes first.

Run it:  python echo.py
Try it:  printf '你好\n' | nc -N 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


# YOUR TURN: send back every byte, also to a client that has finished sending; then hang up.
@implementer(IHalfCloseableProtocol)
class Echo(Protocol):
    """One connection: a client, and its bytes on their way back."""

    def dataReceived(self, data: bytes) -> None:
        """Some bytes have come: anything from one byte to 64 KiB, cut anywhere."""
        raise NotImplementedError

    def readConnectionLost(self) -> None:
        """The client has sent its last byte; it still reads."""
        raise NotImplementedError

    def writeConnectionLost(self) -> None:
        """Our own half is closed: `loseWriteConnection` has done its work."""
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols send back every byte, then hang up."""
    return Factory.forProtocol(Echo)


async def main(reactor) -> None:
    """Echo until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Echoing: nc -N 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
