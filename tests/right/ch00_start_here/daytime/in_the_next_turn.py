# exercise: daytime
from datetime import UTC, datetime

from twisted.internet import protocol, task


class Daytime(protocol.Protocol):
    def connectionMade(self) -> None:
        reading = task.deferLater(self.factory.clock, 0, self.factory.clock.seconds)
        reading.addCallback(self.tell).addErrback(lambda failure: failure.printTraceback())

    def tell(self, seconds: float) -> None:
        now = datetime.fromtimestamp(int(seconds), tz=UTC)
        self.transport.writeSequence([now.strftime("%F %T").encode(), b" UTC\r", b"\n"])
        self.transport.loseConnection()


def make_factory(reactor) -> protocol.Factory:
    factory = protocol.ServerFactory()
    factory.protocol, factory.clock = Daytime, reactor
    return factory
