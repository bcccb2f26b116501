# exercise: daytime
# rejected by: time_goes_on
from datetime import UTC, datetime

from twisted.internet.protocol import Factory, Protocol


class Daytime(Protocol):
    def connectionMade(self):
        self.transport.write(self.factory.line)
        self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory.forProtocol(Daytime)
    now = datetime.fromtimestamp(reactor.seconds(), UTC)
    factory.line = f"{now:%Y-%m-%d %H:%M:%S} UTC\r\n".encode()
    return factory
