# exercise: limit
from twisted.internet.defer import DeferredSemaphore
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Client(LineOnlyReceiver):
    inside = False

    def connectionMade(self):
        if self.factory.places.tokens == 0:
            self.sendLine(b"busy")
            return self.transport.loseConnection()
        self.factory.places.acquire().addCallback(self.come_in)

    def come_in(self, places):
        self.inside = True
        self.sendLine(b"welcome")

    def lineReceived(self, line):
        print(line)

    def connectionLost(self, reason):
        if self.inside:
            self.factory.places.release()


def make_factory(reactor, most):
    factory = Factory.forProtocol(Client)
    factory.places = DeferredSemaphore(most)
    return factory
