# exercise: guestbook
# earns: 6 of 6
# Right, and counts on the factory by hand.

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.names.append(line)
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count(), line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit

    def __init__(self):
        self.names = []

    def count(self):
        number = 0
        for _ in self.names:
            number += 1
        return number


def make_factory(reactor):
    return Guestbook()
