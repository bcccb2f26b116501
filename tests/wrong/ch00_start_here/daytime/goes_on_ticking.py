# exercise: daytime
# rejected by: then_nothing_more_comes
from datetime import UTC, datetime

from twisted.internet.protocol import Factory, Protocol


class Daytime(Protocol):
    def connectionMade(self):
        now = datetime.fromtimestamp(self.factory.clock.seconds(), UTC)
        self.transport.write(f"{now:%Y-%m-%d %H:%M:%S} UTC\r\n".encode())
        self.factory.clock.callLater(1, self.connectionMade)


def make_factory(reactor):
    factory = Factory.forProtocol(Daytime)
    factory.clock = reactor
    return factory
