# exercise: counter
"""A server that knows how many clients have come, and how many are here now.

Run it:    python counter.py
Visit it:  curl telnet://127.0.0.1:PORT    (in two terminals; the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    """One connection: it is told the numbers, and stays as long as it likes."""

    factory: "Counter"

    def connectionMade(self) -> None:
        # YOUR TURN: count this client, and write `You are client 3. Here now: 1.` with CRLF.
        self.factory.came += 1
        self.factory.here += 1
        numbers = self.factory.came, self.factory.here
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % numbers)

    def connectionLost(self, reason) -> None:
        # YOUR TURN: this client has gone; let the right number fall.
        self.factory.here -= 1


class Counter(Factory):
    """Both numbers, which outlive every client."""

    protocol = Client

    def __init__(self) -> None:
        self.came = 0  # clients since this counter was made
        self.here = 0  # clients that are connected now


def make_factory(reactor) -> Factory:
    """Return a counter that begins at 0."""
    return Counter()


async def main(reactor) -> None:
    """Count until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The counter runs: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
