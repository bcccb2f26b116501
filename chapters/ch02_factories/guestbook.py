# exercise: guestbook
# built 9b3bd0b4a5a53334 from solutions/ch02_factories/guestbook.py
# Your own copy, to write in and to run: my/ch02_factories/guestbook.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch02_factories/guestbook.py")
r"""A guest book that numbers its visitors: one factory, many connections.

Run it:    python guestbook.py
Visit it:  printf '小明\r\n' | nc 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    """One connection: a visitor sends a name, is told a number, and is gone."""

    factory: "Guestbook"

    # YOUR TURN: sign the book, answer `You are visitor 1, 小明.`, and hang up.
    def lineReceived(self, line: bytes) -> None:
        """Take the visitor's name: one line, without the CRLF that ended it."""
        raise NotImplementedError


# YOUR TURN: remember the names, and number them.
class Guestbook(Factory):
    """The book itself: it outlives every visit."""

    protocol = Visit

    def __init__(self) -> None:
        """Open an empty book."""
        raise NotImplementedError

    def sign(self, name: bytes) -> int:
        """Add *name* to the book and return its number, counting from 1."""
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    """Return a new guest book."""
    return Guestbook()


async def main(reactor) -> None:
    """Keep one guest book open until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The guest book is open: nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
