# exercise: counter
# rejected by: a_client_is_told_both_numbers
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        f = self.factory
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (f.came, f.here))
        f.came += 1
        f.here += 1

    def connectionLost(self, reason):
        self.factory.here -= 1


class Counter(Factory):
    protocol = Client

    def __init__(self):
        self.came = self.here = 0


def make_factory(reactor):
    return Counter()
