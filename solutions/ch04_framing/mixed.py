# exercise: mixed
"""A server with two modes: commands on lines, and a note of any bytes between them.

Run it:  python mixed.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT; type PUT 7, 你好, GET)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Board(LineReceiver):
    """One connection: it pins a note to the board, or reads what is there."""

    delimiter = b"\n"
    MAX_DIGITS = 6  # so a note has less than a million bytes

    def lineReceived(self, line: bytes) -> None:
        """Obey ``GET`` or ``PUT n``; hang up on anything else, for nobody knows its length."""
        command, _, size = line.partition(b" ")
        if line == b"GET":
            self.transport.write(b"%d\n" % len(self.factory.note) + self.factory.note)
        elif command == b"PUT" and size.isdigit() and len(size) <= self.MAX_DIGITS:
            # YOUR TURN: the next `int(size)` bytes are the note, not lines: `self.setRawMode()`.
            # Afterwards the client reads `OK`. A note of no bytes is a note.
            self._note, self._missing = b"", int(size)
            self.setRawMode()
            self.rawDataReceived(b"")
        else:
            self.transport.loseConnection()

    def rawDataReceived(self, data: bytes) -> None:
        """Some bytes came in raw mode: a part of the note, or all of it and what follows."""
        # YOUR TURN: when the note is whole, put it into `self.factory.note`, answer `OK`,
        # and go back to lines, with the bytes that belong to them: `self.setLineMode(…)`.
        self._note += data[: self._missing]
        rest = data[self._missing :]
        self._missing -= len(data) - len(rest)
        if self._missing == 0:
            self.factory.note = self._note
            self.sendLine(b"OK")
            self.setLineMode(rest)


def make_factory(reactor) -> Factory:
    """Return the factory of one board, with an empty note that all its clients share."""
    board = Factory.forProtocol(Board)
    board.note = b""
    return board


async def main(reactor) -> None:
    """Keep the note until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The board: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
