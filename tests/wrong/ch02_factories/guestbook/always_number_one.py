# exercise: guestbook
# rejected by: the_book_outlives_the_visit
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.sendLine(b"You are visitor 1, %s." % line)
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Visit)
