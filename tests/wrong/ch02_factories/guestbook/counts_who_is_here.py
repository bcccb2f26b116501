# exercise: guestbook
# rejected by: the_book_outlives_the_visit
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    number = 0

    def lineReceived(self, line):
        self.factory.here += 1
        self.number = self.factory.here
        self.sendLine(b"You are visitor %d, %s." % (self.number, line))
        self.transport.loseConnection()

    def connectionLost(self, reason):
        if self.number:
            self.factory.here -= 1


class Guestbook(Factory):
    protocol = Visit
    here = 0


def make_factory(reactor):
    return Guestbook()
