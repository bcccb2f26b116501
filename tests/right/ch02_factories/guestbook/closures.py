# exercise: guestbook
from itertools import count

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


def make_factory(reactor):
    numbers = count(1)

    class Visit(LineOnlyReceiver):
        def lineReceived(self, line):
            self.sendLine(b"You are visitor %d, %s." % (next(numbers), line))
            self.transport.loseConnection()

    return Factory.forProtocol(Visit)
