# exercise: firehose
r"""A server of endless bytes, which holds few of them.

Run it:  python firehose.py
Try it:  printf 'GET 300\n' | nc 127.0.0.1 PORT | wc -c    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer

MIB = 1 << 20
CHUNK = b"~" * (1 << 16)  # bytes; 16 of them are a MiB


# YOUR TURN: write as much as the transport wants, and go on when it asks for more.
@implementer(IPushProducer)
class Hose:
    """Sends *size* bytes to *transport*, which says when to stop and when to go on."""

    def __init__(self, transport, size: int) -> None:
        """Begin: become the transport's producer, and write until it has enough."""
        self._transport, self._left, self._paused = transport, size, False
        transport.registerProducer(self, True)
        self.resumeProducing()

    def pauseProducing(self) -> None:
        """Stop: the transport holds enough."""
        self._paused = True

    def resumeProducing(self) -> None:
        """Write until the transport has enough, or all is written; then hang up."""
        self._paused = False
        while self._left and not self._paused:
            piece = CHUNK[: self._left]
            self._left -= len(piece)
            self._transport.write(piece)
        if not self._left:
            self._transport.unregisterProducer()
            self._transport.loseConnection()

    def stopProducing(self) -> None:
        """Stop for ever: nobody reads any more."""
        self._paused, self._left = True, 0


class Tap(LineReceiver):
    """One connection: `GET n` on a line is answered by n MiB, and the end."""

    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:
        """Open the hose."""
        Hose(self.transport, int(line.removeprefix(b"GET ")) * MIB)


def make_factory(reactor) -> Factory:
    """Return a factory of taps."""
    return Factory.forProtocol(Tap)


async def main(reactor) -> None:
    """Send bytes until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"printf 'GET 300\\n' | nc 127.0.0.1 {port.getHost().port} | wc -c")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
