# exercise: guestbook
# rejected by: the_visit_ends
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, line))


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
