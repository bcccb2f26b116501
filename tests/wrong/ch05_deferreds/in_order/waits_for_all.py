# exercise: in_order
# rejected by: answers_keep_the_order
from twisted.internet.defer import DeferredList
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.open = []

    def lineReceived(self, line):
        self.open.append(self.factory.look_up(line))
        if len(self.open) == 1:
            self.factory.reactor.callLater(0, self.collect)

    def collect(self):
        DeferredList(self.open, consumeErrors=True).addCallback(self.send)
        self.open = []

    def send(self, results):
        for success, answer in results:
            self.sendLine(answer if success else b"sorry")


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up, factory.reactor = look_up, reactor
    return factory
