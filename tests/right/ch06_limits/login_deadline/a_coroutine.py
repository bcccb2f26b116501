# exercise: login_deadline
"""One coroutine for each connection; each line is awaited with a time limit."""

from twisted.internet.defer import CancelledError, Deferred, DeferredQueue, TimeoutError
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Login(LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.lines: DeferredQueue[bytes] = DeferredQueue()
        self.talking = Deferred.fromCoroutine(self.talk())
        self.talking.addErrback(self.ended)

    def lineReceived(self, line):
        self.lines.put(line)

    async def talk(self):
        reactor = self.factory.reactor
        name = await self.lines.get().addTimeout(1.0, reactor)
        self.sendLine(b"hello " + name)
        while True:
            await self.lines.get().addTimeout(1.0, reactor)
            self.sendLine(b"pong")

    def ended(self, failure):
        failure.trap(TimeoutError, CancelledError)
        self.transport.abortConnection()

    def connectionLost(self, reason):
        self.talking.cancel()


def make_factory(reactor):
    factory = Factory.forProtocol(Login)
    factory.reactor = reactor
    return factory
