# exercise: relay
# rejected by: the_slow_lose_nothing
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from zope.interface import implementer


@implementer(IPushProducer)
class Member(LineOnlyReceiver):
    delimiter = b"\n"
    ready = True

    def connectionMade(self):
        self.factory.members.add(self)
        self.transport.registerProducer(self, True)

    def lineReceived(self, line):
        for member in self.factory.members - {self}:
            if member.ready:
                member.sendLine(line)

    def pauseProducing(self):
        self.ready = False

    def resumeProducing(self):
        self.ready = True

    def stopProducing(self):
        self.ready = False

    def connectionLost(self, reason):
        self.factory.members.discard(self)


def make_factory(reactor, limit):
    factory = Factory.forProtocol(Member)
    factory.members = set()
    return factory
