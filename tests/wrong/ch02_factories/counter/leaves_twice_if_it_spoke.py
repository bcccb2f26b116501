# exercise: counter
# rejected by: it_counts_however_they_leave
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    spoke = False

    def connectionMade(self):
        f = self.factory
        f.came += 1
        f.here += 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (f.came, f.here))

    def dataReceived(self, data):
        self.spoke = True

    def connectionLost(self, reason):
        self.factory.here -= 2 if self.spoke else 1


class Counter(Factory):
    protocol = Client

    def __init__(self):
        self.came = self.here = 0


def make_factory(reactor):
    return Counter()
