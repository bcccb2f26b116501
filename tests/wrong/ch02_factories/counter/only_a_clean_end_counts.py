# exercise: counter
# rejected by: it_counts_however_they_leave
from twisted.internet.protocol import Factory, Protocol


from twisted.internet.error import ConnectionDone


class Client(Protocol):
    def connectionMade(self):
        f = self.factory
        f.came += 1
        f.here += 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (f.came, f.here))

    def connectionLost(self, reason):
        if reason.check(ConnectionDone):
            self.factory.here -= 1


class Counter(Factory):
    protocol = Client

    def __init__(self):
        self.came = self.here = 0


def make_factory(reactor):
    return Counter()
