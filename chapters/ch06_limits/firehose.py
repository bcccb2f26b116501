# exercise: firehose
# built 60c5dc1ca7161a8a from solutions/ch06_limits/firehose.py
# Your own copy, to write in and to run: my/ch06_limits/firehose.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/firehose.py")
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
        raise NotImplementedError

    def pauseProducing(self) -> None:
        """Stop: the transport holds enough."""
        raise NotImplementedError

    def resumeProducing(self) -> None:
        """Write until the transport has enough, or all is written; then hang up."""
        raise NotImplementedError

    def stopProducing(self) -> None:
        """Stop for ever: nobody reads any more."""
        raise NotImplementedError


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
