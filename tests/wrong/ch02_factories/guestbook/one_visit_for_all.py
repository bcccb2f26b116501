# exercise: guestbook
# rejected by: a_number_is_for_who_signs
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, line))
        self.transport.loseConnection()


class Guestbook(Factory):
    count = 0

    def __init__(self):
        self.visit = Visit()
        self.visit.factory = self

    def buildProtocol(self, address):
        return self.visit


def make_factory(reactor):
    return Guestbook()
