# exercise: counter
# rejected by: counters_share_nothing
from twisted.internet.protocol import Factory, Protocol


came = here = 0


class Client(Protocol):
    def connectionMade(self):
        global came, here
        came, here = came + 1, here + 1
        self.transport.write(b"You are client %d. Here now: %d.\r\n" % (came, here))

    def connectionLost(self, reason):
        global here
        here -= 1


def make_factory(reactor):
    return Factory.forProtocol(Client)
