# exercise: key_value
r"""Records over TCP: `key:value` on a line of its own, answered on a line of its own.

Run it:  python key_value.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT; then type 城市:北京)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory, Protocol


# YOUR TURN: answer one line. Nothing here knows of a connection.
def answer(line: bytes) -> bytes:
    """Return the answer to *line*; neither has the LF at its end.

    One CR at the end of *line* does not count. The rest is UTF-8, and the first colon ends
    the key: ``OK key=value``. Otherwise: ``ERR no colon`` or ``ERR not utf-8``.
    """
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


# YOUR TURN: find the lines in what arrives, and write the answer to each.
class KeyValue(Protocol):
    """One connection: bytes arrive in pieces of any size, and a line ends with LF."""

    MAX_LINE = 8192  # bytes; it is for you to choose, from 1 KiB to 64 KiB

    def connectionMade(self) -> None:
        """Begin: no byte has arrived."""
        self._rest = b""

    def dataReceived(self, data: bytes) -> None:
        """Answer the lines that *data* completes; keep what is left for the next call.

        Hang up on a peer that has sent more than `MAX_LINE` bytes, and no LF after them.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if any(len(line) > self.MAX_LINE for line in [*lines, self._rest]):
            self.transport.loseConnection()
            return
        for line in lines:
            self.transport.write(answer(line) + b"\n")


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols answer records."""
    return Factory.forProtocol(KeyValue)


async def main(reactor) -> None:
    """Answer records until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Answering records: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
