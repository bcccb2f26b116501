# exercise: counter
# rejected by: counters_share_nothing
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    came = here = 0

    def connectionMade(self):
        Client.came += 1
        Client.here += 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (Client.came, Client.here))

    def connectionLost(self, reason):
        Client.here -= 1


def make_factory(reactor):
    return Factory.forProtocol(Client)
