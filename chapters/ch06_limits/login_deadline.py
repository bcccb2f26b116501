# exercise: login_deadline
# built 4086c30c9103167a from solutions/ch06_limits/login_deadline.py
# Your own copy, to write in and to run: my/ch06_limits/login_deadline.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/login_deadline.py")
r"""A server that waits for nobody longer than a second.

Run it:  python login_deadline.py
Try it:  nc 127.0.0.1 PORT    (the program prints PORT; type a name, quickly)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver

PATIENCE = 1.0  # seconds, for each line


class Login(LineOnlyReceiver):
    """One connection: the first line is a name, and what follows are pings."""

    delimiter = b"\n"
    name: bytes | None = None

    def connectionMade(self) -> None:
        """Give the peer a second for its first line."""
        # YOUR TURN: ask `self.factory.reactor` to end the connection in `PATIENCE` seconds.
        # A peer that reads nothing must go as well.
        raise NotImplementedError

    def lineReceived(self, line: bytes) -> None:
        """Answer a complete line: `hello NAME` to the first, `pong` to the others."""
        # YOUR TURN: a complete line buys another second.
        raise NotImplementedError

        # What is given from here on: the answers.
        if self.name is None:
            self.name = line
            self.sendLine(b"hello " + line)
        else:
            self.sendLine(b"pong")

    def connectionLost(self, reason) -> None:
        """Leave no timer behind."""
        # YOUR TURN: the deadline may have passed already.
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols know *reactor*."""
    factory = Factory.forProtocol(Login)
    factory.reactor = reactor
    return factory


async def main(reactor) -> None:
    """Wait for impatient people until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Type a name within a second: nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
