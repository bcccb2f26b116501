# exercise: rate
"""The same law as a date: when would the bucket be full again (GCRA)?"""

from twisted.internet.protocol import Factory, Protocol


class Counter(Protocol):
    def __init__(self, clock, rate, burst):
        self.clock, self.step, self.room = clock, 1 / rate, burst / rate
        self.full, self.rest = clock.seconds(), b""

    def dataReceived(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        for _ in lines:
            self.transport.write(b"ok\n" if self.allowed() else b"slow down\n")

    def allowed(self):
        now = self.clock.seconds()
        full = max(self.full, now) + self.step
        if full - now > self.room + 1e-9:
            return False
        self.full = full
        return True


class Counters(Factory):
    def __init__(self, *args):
        self.args = args

    def buildProtocol(self, addr):
        return Counter(*self.args)


def make_factory(reactor, rate, burst):
    return Counters(reactor, rate, burst)
