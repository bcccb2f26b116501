# exercise: login_deadline
"""One look each twentieth of a second, instead of a timer that is moved."""

from twisted.internet.protocol import Factory
from twisted.internet.task import LoopingCall
from twisted.protocols.basic import LineOnlyReceiver


class Login(LineOnlyReceiver):
    delimiter = b"\n"
    known = False

    def connectionMade(self):
        self.then = self.factory.clock.seconds()
        self.watch = LoopingCall(self.look)
        self.watch.clock = self.factory.clock
        self.watch.start(0.05, now=False)

    def look(self):
        if self.factory.clock.seconds() - self.then >= 1.0:
            self.transport.abortConnection()

    def lineReceived(self, line):
        self.then = self.factory.clock.seconds()
        answer = b"pong" if self.known else b"hello " + line
        self.known = True
        self.transport.write(answer + b"\n")

    def connectionLost(self, reason):
        self.watch.stop()


class LoginFactory(Factory):
    protocol = Login

    def __init__(self, clock):
        self.clock = clock


def make_factory(reactor):
    return LoginFactory(reactor)
