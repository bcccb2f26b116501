# exercise: rate
# rejected by: each_has_a_bucket
from twisted.internet.protocol import Factory
from twisted.internet.task import LoopingCall
from twisted.protocols.basic import LineOnlyReceiver


class Counter(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.tokens = self.factory.burst
        drip = LoopingCall(self.drip)
        drip.clock = self.factory.reactor
        drip.start(1 / self.factory.rate, now=False)

    def drip(self):
        self.tokens = min(self.tokens + 1, self.factory.burst)

    def lineReceived(self, line):
        self.tokens -= self.tokens > 0
        self.sendLine(b"ok" if self.tokens > 0 else b"slow down")


def make_factory(reactor, rate, burst):
    factory = Factory.forProtocol(Counter)
    factory.reactor, factory.rate, factory.burst = reactor, rate, burst
    return factory
