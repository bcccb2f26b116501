# exercise: daytime
# rejected by: it_is_the_same_everywhere
from datetime import UTC, datetime

from twisted.internet.protocol import Factory, Protocol


class Daytime(Protocol):
    def connectionMade(self):
        now = datetime.fromtimestamp(self.factory.clock.seconds())
        self.transport.write(f"{now:%Y-%m-%d %H:%M:%S} UTC\r\n".encode())
        self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory.forProtocol(Daytime)
    factory.clock = reactor
    return factory
