# exercise: rate
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
        self._rate, self._burst = rate, burst
        self._tokens, self._then = float(burst), now

    def take(self, now: float) -> bool:
        """Take one token at the time *now*; return False if there is not a whole one."""
        flowed = (now - self._then) * self._rate
        self._tokens, self._then = min(self._burst, self._tokens + flowed), now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


# YOUR TURN: a bucket for each connection, and a token for each line. `reactor.seconds()` is now.
class Counter(LineOnlyReceiver):
    """One connection: a line costs a token, and is answered `ok` or `slow down`."""

    delimiter = b"\n"

    def connectionMade(self) -> None:
        """Begin: the bucket is full."""
        factory = self.factory
        self._bucket = Bucket(factory.rate, factory.burst, factory.reactor.seconds())

    def lineReceived(self, line: bytes) -> None:
        """Answer *line*."""
        paid = self._bucket.take(self.factory.reactor.seconds())
        self.sendLine(b"ok" if paid else b"slow down")


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
