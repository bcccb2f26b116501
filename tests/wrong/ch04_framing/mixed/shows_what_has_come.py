# exercise: mixed
# rejected by: half_a_note_is_no_note
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
            self._note, self._missing = b"", int(size)
            self.setRawMode()
            self.rawDataReceived(b"")
        else:
            self.transport.loseConnection()

    def rawDataReceived(self, data: bytes) -> None:
        """Some bytes came in raw mode: a part of the note, or all of it and what follows."""
        self._note += data[: self._missing]
        rest = data[self._missing :]
        self._missing -= len(data) - len(rest)
        self.factory.note = self._note
        if self._missing == 0:
            self.sendLine(b"OK")
            self.setLineMode(rest)


def make_factory(reactor) -> Factory:
    """Return the factory of one board, with an empty note that all its clients share."""
    board = Factory.forProtocol(Board)
    board.note = b""
    return board
