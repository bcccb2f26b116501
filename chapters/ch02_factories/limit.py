# exercise: limit
# built 5412a4c68a10ad94 from solutions/ch02_factories/limit.py
# Your own copy, to write in and to run: my/ch02_factories/limit.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch02_factories/limit.py")
"""A server with room for a few clients: who comes when it is full is told so.

Run it:    python limit.py
Visit it:  curl telnet://127.0.0.1:PORT    (in three terminals; the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory, Protocol


# YOUR TURN: let at most `self.factory.most` clients in at a time.
class Client(Protocol):
    """One connection: let in, or turned away."""

    factory: "Limited"

    def connectionMade(self) -> None:
        """Say `welcome` if there is room; else say `busy`, and hang up. Both end in CRLF."""
        raise NotImplementedError

    def connectionLost(self, reason) -> None:
        """Make room again, if this client had a place."""
        raise NotImplementedError


class Limited(Factory):
    """Who is inside, and how many may be."""

    protocol = Client

    def __init__(self, most: int) -> None:
        self.most = most
        self.inside: set[Client] = set()


def make_factory(reactor, most: int) -> Factory:
    """Return a server with room for *most* clients at a time."""
    return Limited(most)


async def main(reactor) -> None:
    """Let two in at a time, until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, most=2))
    print(f"There is room for two: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
