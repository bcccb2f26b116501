# exercise: counter
# rejected by: one_number_falls
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        f = self.factory
        f.came += 1
        f.here += 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (f.came, f.here))


class Counter(Factory):
    protocol = Client

    def __init__(self):
        self.came = self.here = 0


def make_factory(reactor):
    return Counter()
