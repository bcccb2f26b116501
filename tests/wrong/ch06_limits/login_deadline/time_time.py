# exercise: login_deadline
# rejected by: only_a_line_buys_time
import time

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Login(LineOnlyReceiver):
    delimiter = b"\n"
    name = None

    def connectionMade(self):
        self.then = time.monotonic()

    def dataReceived(self, data):
        if time.monotonic() - self.then > 1.0:
            self.transport.abortConnection()
        else:
            super().dataReceived(data)

    def lineReceived(self, line):
        self.then = time.monotonic()
        if self.name is None:
            self.name = line
            self.sendLine(b"hello " + line)
        else:
            self.sendLine(b"pong")


def make_factory(reactor):
    return Factory.forProtocol(Login)
