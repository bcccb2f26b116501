# exercise: guestbook
# rejected by: a_new_book_is_empty
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver

names = []


class Visit(LineReceiver):
    def lineReceived(self, line):
        names.append(line)
        self.sendLine(b"You are visitor %d, %s." % (len(names), line))
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Visit)
