# exercise: firehose
# rejected by: a_quick_one_does_not_wait
from twisted.internet.interfaces import IPullProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer


@implementer(IPullProducer)
class Tap(LineReceiver):
    """Serves one client after the other."""

    delimiter = b"\n"
    queue = []

    def lineReceived(self, line):
        self.left = int(line.removeprefix(b"GET ")) * 16
        self.queue.append(self)
        if self.queue[0] is self:
            self.transport.registerProducer(self, False)

    def resumeProducing(self):
        self.left -= 1
        self.transport.write(b"~" * 65536)
        if not self.left:
            self.stopProducing()
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def stopProducing(self):
        self.queue.remove(self)
        if self.queue:
            self.queue[0].transport.registerProducer(self.queue[0], False)


def make_factory(reactor):
    return Factory.forProtocol(Tap)
