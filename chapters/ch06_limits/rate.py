# exercise: rate
# built 16294e520efb3b11 from solutions/ch06_limits/rate.py
# Your own copy, to write in and to run: my/ch06_limits/rate.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/rate.py")
r"""A server that lets nobody ask too often: a bucket of tokens for each client.

Run it:  python rate.py
Try it:  yes | head -20 | nc 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: no timer is needed; work out what has flowed in since the last time.
class Bucket:
    """Holds tokens: full at first, it gains *rate* a second, and never holds more than *burst*."""

    def __init__(self, rate: float, burst: int, now: float) -> None:
        """Begin at the time *now*, in seconds."""
        raise NotImplementedError

    def take(self, now: float) -> bool:
        """Take one token at the time *now*; return False if there is not a whole one."""
        raise NotImplementedError


# YOUR TURN: a bucket for each connection, and a token for each line. `reactor.seconds()` is now.
class Counter(LineOnlyReceiver):
    """One connection: a line costs a token, and is answered `ok` or `slow down`."""

    delimiter = b"\n"

    def connectionMade(self) -> None:
        """Begin: the bucket is full."""
        raise NotImplementedError

    def lineReceived(self, line: bytes) -> None:
        """Answer *line*."""
        raise NotImplementedError


def make_factory(reactor, rate: float, burst: int) -> Factory:
    """Return a factory that allows *rate* lines a second, and *burst* at once."""
    factory = Factory.forProtocol(Counter)
    factory.reactor, factory.rate, factory.burst = reactor, rate, burst
    return factory


async def main(reactor) -> None:
    """Allow two lines a second, and five at once, until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, rate=2, burst=5))
    print(f"yes | head -20 | nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
