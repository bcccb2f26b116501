# exercise: daytime
# rejected by: the_line_tells_the_moment
from datetime import UTC, datetime

from twisted.internet.protocol import Factory, Protocol


class Daytime(Protocol):
    def connectionMade(self):
        self.transport.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\r\n".encode())
        self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory.forProtocol(Daytime)
    factory.clock = reactor
    return factory
