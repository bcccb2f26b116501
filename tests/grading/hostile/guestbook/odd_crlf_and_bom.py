# exercise: guestbook
# earns: 6 of 6
# Right, with CRLF line ends and a byte order mark.

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.names.append(line)
        self.sendLine(b"You are visitor %d, %s." % (len(self.factory.names), line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit

    def __init__(self):
        self.names = []


def make_factory(reactor):
    return Guestbook()
