# exercise: plain
# built bbf7168b9d56fd1d from solutions/ch03_lifecycle/plain.py
# Your own copy, to write in and to run: my/ch03_lifecycle/plain.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/plain.py")
r"""A protocol that inherits from nothing, and serves all the same.

Run it:  python plain.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


# YOUR TURN: build the class `Plain`, which provides `IProtocol` and inherits from nothing.
# When a client connects, it is told how many are here, itself too: "1 here\n".
# What it sends comes back in capitals (`bytes.upper`); who has left is here no more.
# Then `make_factory`: its protocols are `Plain`. The factory may inherit what it likes.
@implementer(IProtocol)
class Plain:
    """One connection, with nothing that somebody else has written."""

    def __init__(self, here: set) -> None:
        raise NotImplementedError

    def makeConnection(self, transport) -> None:
        raise NotImplementedError

    def connectionMade(self) -> None:
        raise NotImplementedError

    def dataReceived(self, data: bytes) -> None:
        raise NotImplementedError

    def connectionLost(self, reason) -> None:
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols are `Plain`, and count who is here."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Answer in capitals until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Answering in capitals: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
