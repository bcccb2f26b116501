# exercise: counter
# rejected by: clients_together_are_counted_together
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    came = here = 0

    def connectionMade(self):
        self.came += 1
        self.here += 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (self.came, self.here))

    def connectionLost(self, reason):
        self.here -= 1


def make_factory(reactor):
    return Factory.forProtocol(Client)
