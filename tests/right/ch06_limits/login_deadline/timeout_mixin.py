# exercise: login_deadline
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from twisted.protocols.policies import TimeoutMixin


class Login(LineOnlyReceiver, TimeoutMixin):
    delimiter = b"\n"
    greeted = False

    def connectionMade(self):
        self.callLater = self.factory.reactor.callLater
        self.setTimeout(1.0)

    def lineReceived(self, line):
        self.resetTimeout()
        self.sendLine(b"pong" if self.greeted else b"hello " + line)
        self.greeted = True

    def timeoutConnection(self):
        self.transport.abortConnection()

    def connectionLost(self, reason):
        self.setTimeout(None)


def make_factory(reactor):
    factory = Factory.forProtocol(Login)
    factory.reactor = reactor
    return factory
