# exercise: guestbook
# earns: 6 of 6
# Right, with prints on stdout and stderr.

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


import sys
print("debug: 你好")
print("debug to stderr", file=sys.stderr)
