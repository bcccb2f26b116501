# exercise: relay
"""Registered as a pull producer while something waits; each call writes one line."""

from collections import deque

from twisted.internet.interfaces import IPullProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer


@implementer(IPullProducer)
class Member(LineReceiver):
    delimiter = b"\n"
    producing = False

    def connectionMade(self):
        self.lines, self.size = deque(), 0
        self.factory.members.add(self)

    def lineReceived(self, line):
        for member in list(self.factory.members):
            if member is not self:
                member.hear(line)

    def hear(self, line):
        self.lines.append(line)
        self.size += len(line) + 1
        if self.size > self.factory.limit:
            self.factory.members.discard(self)
            self.transport.abortConnection()
        elif not self.producing:
            self.producing = True
            self.transport.registerProducer(self, False)

    def resumeProducing(self):
        if self.lines:
            line = self.lines.popleft()
            self.size -= len(line) + 1
            self.sendLine(line)
        else:
            self.producing = False
            self.transport.unregisterProducer()

    def stopProducing(self):
        self.lines.clear()

    def connectionLost(self, reason):
        self.factory.members.discard(self)


def make_factory(reactor, limit):
    factory = Factory.forProtocol(Member)
    factory.limit, factory.members = limit, set()
    return factory
