# exercise: login_deadline
# rejected by: in_time_is_answered
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver

PATIENCE = 1.0  # seconds, for each line


class Login(LineOnlyReceiver):
    delimiter = b"\n"
    name: bytes | None = None

    def connectionMade(self) -> None:
        reactor = self.factory.reactor
        self._deadline = reactor.callLater(PATIENCE, self.transport.abortConnection)

    def lineReceived(self, line: bytes) -> None:

        # What is given from here on: the answers.
        if self.name is None:
            self.name = line
            self.sendLine(b"hello " + line)
        else:
            self.sendLine(b"pong")

    def connectionLost(self, reason) -> None:
        if self._deadline.active():
            self._deadline.cancel()


def make_factory(reactor) -> Factory:
    factory = Factory.forProtocol(Login)
    factory.reactor = reactor
    return factory
