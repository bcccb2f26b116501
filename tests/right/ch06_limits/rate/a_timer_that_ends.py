# exercise: rate
from twisted.internet.protocol import Factory
from twisted.internet.task import LoopingCall
from twisted.protocols.basic import LineOnlyReceiver


class Counter(LineOnlyReceiver):
    """A drop falls 1/rate seconds after the bucket was last full, and so on."""

    delimiter = b"\n"

    def connectionMade(self):
        self.tokens = self.factory.burst
        self.dripping = LoopingCall(self.drip)
        self.dripping.clock = self.factory.reactor

    def drip(self):
        self.tokens += 1
        if self.tokens == self.factory.burst:
            self.dripping.stop()

    def lineReceived(self, line):
        if self.tokens == 0:
            self.sendLine(b"slow down")
            return
        self.tokens -= 1
        self.sendLine(b"ok")
        if not self.dripping.running:
            self.dripping.start(1 / self.factory.rate, now=False)

    def connectionLost(self, reason):
        if self.dripping.running:
            self.dripping.stop()


def make_factory(reactor, rate, burst):
    factory = Factory.forProtocol(Counter)
    factory.reactor, factory.rate, factory.burst = reactor, rate, burst
    return factory
