# exercise: guestbook
# rejected by: a_new_book_is_empty
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.names.append(line)
        self.sendLine(b"You are visitor %d, %s." % (len(self.factory.names), line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    names = []


def make_factory(reactor):
    return Guestbook()
