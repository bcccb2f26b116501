# exercise: daytime
# rejected by: the_line_tells_the_moment
from datetime import UTC, datetime

from twisted.internet.protocol import Factory, Protocol


class Daytime(Protocol):
    def connectionMade(self):
        from twisted.internet import reactor

        now = datetime.fromtimestamp(reactor.seconds(), UTC)
        self.transport.write(f"{now:%Y-%m-%d %H:%M:%S} UTC\r\n".encode())
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Daytime)
