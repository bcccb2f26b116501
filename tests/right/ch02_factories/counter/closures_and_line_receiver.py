# exercise: counter
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


def make_factory(reactor):
    came = here = 0

    class Client(LineReceiver):
        def connectionMade(self):
            nonlocal came, here
            came += 1
            here += 1
            self.sendLine(b"You are client %d. Here now: %d." % (came, here))

        def rawDataReceived(self, data):
            pass

        def lineReceived(self, line):
            pass

        def connectionLost(self, reason):
            nonlocal here
            here -= 1

    return Factory.forProtocol(Client)
