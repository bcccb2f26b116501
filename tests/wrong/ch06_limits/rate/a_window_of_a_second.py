# exercise: rate
# rejected by: tokens_flow_in
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Counter(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.window, self.used = self.factory.reactor.seconds(), 0

    def lineReceived(self, line):
        now = self.factory.reactor.seconds()
        if now - self.window >= 1:
            self.window, self.used = now, 0
        self.used += 1
        self.sendLine(b"ok" if self.used <= self.factory.burst else b"slow down")


def make_factory(reactor, rate, burst):
    factory = Factory.forProtocol(Counter)
    factory.reactor, factory.rate, factory.burst = reactor, rate, burst
    return factory
