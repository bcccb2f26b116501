# exercise: plain
r"""A protocol that inherits from nothing, and serves all the same.

Run it:  python plain.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


# YOUR TURN: build `make_factory`, and for its protocols a class that is called Plain.
# Plain provides the interface IProtocol, and inherits from nothing; the factory may.
# Who connects is told how many are here, the new one too: "1 here\n". What a client
# sends comes back in capitals, by bytes.upper. Who has left is here no more.
@implementer(IProtocol)
class Plain:
    """One connection, with nothing that somebody else has written."""

    def __init__(self, here: set) -> None:
        self._here = here

    def makeConnection(self, transport) -> None:
        self._transport = transport
        self.connectionMade()

    def connectionMade(self) -> None:
        self._here.add(self)
        self._transport.write(b"%d here\n" % len(self._here))

    def dataReceived(self, data: bytes) -> None:
        self._transport.write(data.upper())

    def connectionLost(self, reason) -> None:
        self._here.discard(self)


class Hall(Factory):
    """Whose connections know how many they are."""

    def __init__(self) -> None:
        self._here: set[Plain] = set()

    def buildProtocol(self, addr) -> Plain:
        return Plain(self._here)


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols are `Plain`, and count who is here."""
    return Hall()


# END OF YOUR TURN


async def main(reactor) -> None:
    """Answer in capitals until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Answering in capitals: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
