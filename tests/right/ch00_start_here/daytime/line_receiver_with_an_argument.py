# exercise: daytime
from datetime import datetime, timedelta, timezone

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Daytime(LineOnlyReceiver):
    def __init__(self, clock):
        self.clock = clock

    def connectionMade(self):
        now = EPOCH + timedelta(seconds=self.clock.seconds())
        self.sendLine(now.isoformat(" ", "seconds").removesuffix("+00:00").encode() + b" UTC")
        self.transport.loseConnection()


class Clocks(Factory):
    def __init__(self, clock):
        self.clock = clock

    def buildProtocol(self, addr):
        return Daytime(self.clock)


def make_factory(reactor):
    return Clocks(reactor)
