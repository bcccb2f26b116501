# exercise: guestbook
# rejected by: a_number_is_for_who_signs
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def connectionMade(self):
        self.factory.visitors += 1
        self.number = self.factory.visitors

    def lineReceived(self, line):
        self.sendLine(b"You are visitor %d, %s." % (self.number, line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    visitors = 0


def make_factory(reactor):
    return Guestbook()
