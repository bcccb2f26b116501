# exercise: guestbook
# earns: 0 of 6
# All is right but the names.

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


def makeFactory(reactor):
    return Guestbook()
