# exercise: in_order
# rejected by: answers_keep_the_order
from twisted.internet.defer import CancelledError
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.open = []

    def lineReceived(self, line):
        answer = self.factory.look_up(line)
        self.open.append(answer)
        answer.addErrback(lambda failure: b"sorry" if not failure.check(CancelledError) else b"")
        answer.addCallback(self.sendLine)

    def connectionLost(self, reason):
        for answer in self.open:
            answer.cancel()


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
