# exercise: relay
# rejected by: the_quick_do_not_wait
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from zope.interface import implementer


@implementer(IPushProducer)
class Member(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.factory.members.add(self)
        self.transport.registerProducer(self, True)

    def lineReceived(self, line):
        for member in self.factory.members - {self}:
            member.sendLine(line)

    def pauseProducing(self):
        for member in self.factory.members - {self}:
            member.transport.pauseProducing()

    def resumeProducing(self):
        for member in self.factory.members - {self}:
            member.transport.resumeProducing()

    def stopProducing(self):
        pass

    def connectionLost(self, reason):
        self.factory.members.discard(self)


def make_factory(reactor, limit):
    factory = Factory.forProtocol(Member)
    factory.members = set()
    return factory
