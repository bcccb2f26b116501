# exercise: chat
r"""A chat room, one line at a time.

Run it:    python chat.py
Enter it:  nc 127.0.0.1 PORT    (in two terminals; the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: everything; the check calls `make_factory`, which returns a new, empty room.
# Ask `nick?`, answer `taken`, or `welcome NICK` and tell the others `* NICK joined`.
# Then a line is for the others, as `<NICK> text`, or it is `WHO`: answer the sorted nicks.
# When a guest is gone, however it went, tell the others `* NICK left` and free the nick.
class Guest(LineOnlyReceiver):
    """One connection; it is in the room from the moment it has a nick."""

    delimiter = b"\n"
    nick: bytes | None = None

    def connectionMade(self) -> None:
        self.sendLine(b"nick?")

    def lineReceived(self, line: bytes) -> None:
        line = line.removesuffix(b"\r")
        if self.nick is None and line in self.factory.guests:
            self.sendLine(b"taken")
        elif self.nick is None:
            self.nick = line
            self.factory.guests[line] = self
            self.sendLine(b"welcome " + line)
            self.tell_others(b"* %s joined" % line)
        elif line == b"WHO":
            self.sendLine(b" ".join(sorted(self.factory.guests)))
        else:
            self.tell_others(b"<%s> %s" % (self.nick, line))

    def tell_others(self, line: bytes) -> None:
        for guest in self.factory.guests.values():
            if guest is not self:
                guest.sendLine(line)

    def connectionLost(self, reason) -> None:
        if self.nick is not None:
            del self.factory.guests[self.nick]
            self.tell_others(b"* %s left" % self.nick)


class Room(Factory):
    """Who is here, by nick."""

    protocol = Guest

    def __init__(self) -> None:
        self.guests: dict[bytes, Guest] = {}


def make_factory(reactor) -> Factory:
    """Return a new, empty room."""
    return Room()


# END OF YOUR TURN


async def main(reactor) -> None:
    """Keep one room open until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The room is open: nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
