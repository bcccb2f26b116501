# exercise: guestbook
# rejected by: the_book_outlives_the_visit
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.names.add(line)
        self.sendLine(b"You are visitor %d, %s." % (len(self.factory.names), line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit

    def __init__(self):
        self.names = set()


def make_factory(reactor):
    return Guestbook()
