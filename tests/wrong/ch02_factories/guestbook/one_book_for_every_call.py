# exercise: guestbook
# rejected by: a_new_book_is_empty
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


book = Guestbook()


def make_factory(reactor):
    return book
