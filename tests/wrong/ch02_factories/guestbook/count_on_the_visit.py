# exercise: guestbook
# rejected by: the_book_outlives_the_visit
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    visitors = 0

    def lineReceived(self, line):
        self.visitors += 1
        self.sendLine(b"You are visitor %d, %s." % (self.visitors, line))
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Visit)
