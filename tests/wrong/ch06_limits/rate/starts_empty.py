# exercise: rate
# rejected by: a_burst_is_allowed
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Bucket:
    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._tokens, self._then = 0.0, now

    def take(self, now: float) -> bool:
        flowed = (now - self._then) * self._rate
        self._tokens, self._then = min(self._burst, self._tokens + flowed), now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Counter(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self) -> None:
        factory = self.factory
        self._bucket = Bucket(factory.rate, factory.burst, factory.reactor.seconds())

    def lineReceived(self, line: bytes) -> None:
        paid = self._bucket.take(self.factory.reactor.seconds())
        self.sendLine(b"ok" if paid else b"slow down")


def make_factory(reactor, rate: float, burst: int) -> Factory:
    factory = Factory.forProtocol(Counter)
    factory.reactor, factory.rate, factory.burst = reactor, rate, burst
    return factory
