# exercise: guestbook
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def connectionMade(self):
        self.name = Deferred()
        Deferred.fromCoroutine(self.visit())

    async def visit(self):
        name = await self.name
        if name is None:
            return
        self.factory.count += 1
        self.sendLine(b"You are visitor %d, %s." % (self.factory.count, name))
        self.transport.loseConnection()

    def lineReceived(self, line):
        if not self.name.called:
            self.name.callback(line)

    def connectionLost(self, reason):
        if not self.name.called:
            self.name.callback(None)


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
