# exercise: relay
# rejected by: who_does_not_listen_is_cut_off
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Member(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.factory.members.add(self)

    def lineReceived(self, line):
        for member in self.factory.members:
            if member is not self:
                member.sendLine(line)

    def connectionLost(self, reason):
        self.factory.members.discard(self)


def make_factory(reactor, limit):
    factory = Factory.forProtocol(Member)
    factory.members = set()
    return factory
