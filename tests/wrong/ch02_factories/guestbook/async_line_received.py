# exercise: guestbook
# rejected by: a_visitor_is_told_a_number
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    async def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, line))
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
