# exercise: guestbook
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, line))
        self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory()
    factory.protocol = Visit
    factory.count = 0
    return factory
