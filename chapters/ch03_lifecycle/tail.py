# exercise: tail
# built 398221cd36b3d118 from solutions/ch03_lifecycle/tail.py
# Your own copy, to write in and to run: my/ch03_lifecycle/tail.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/tail.py")
r"""A server that answers the last line first, as `tac` and `tail -r` do.

Run it:  python tail.py
Try it:  printf '一\n二\n三\n' | nc -N 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    """Return the lines of *text* in reverse; every one ends with LF, also the first."""
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


# YOUR TURN: collect what comes; when it was all, answer with `last_line_first`, and hang up.
@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    """One connection: a text on its way in, and then on its way back."""

    def connectionMade(self) -> None:
        """A client is there, and nothing has come."""
        raise NotImplementedError

    def dataReceived(self, data: bytes) -> None:
        """Some bytes have come; more may follow."""
        raise NotImplementedError

    def readConnectionLost(self) -> None:
        """The client has sent its last byte; it waits for the answer."""
        raise NotImplementedError

    def writeConnectionLost(self) -> None:
        """Our own half is closed."""
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols answer with the lines of a text, the last one first."""
    return Factory.forProtocol(Tail)


async def main(reactor) -> None:
    """Turn texts round until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Last line first: nc -N 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
