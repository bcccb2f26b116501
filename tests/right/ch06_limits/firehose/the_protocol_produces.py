# exercise: firehose
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IPushProducer)
class Tap(Protocol):
    """Its own buffer, and a coroutine would wait for `ready`; here a generator does."""

    def connectionMade(self):
        self.asked, self.body, self.go = b"", None, False

    def dataReceived(self, data):
        self.asked += data
        if self.body is None and b"\n" in self.asked:
            self.body = self.pieces(int(self.asked.split()[1]))
            self.transport.registerProducer(self, True)
            self.resumeProducing()

    def pieces(self, n):
        for _ in range(n * 32):
            yield b"*" * 32768

    def resumeProducing(self):
        self.go = True
        while self.go:
            piece = next(self.body, None)
            if piece is None:
                self.go = False
                self.transport.unregisterProducer()
                self.transport.loseConnection()
            else:
                self.transport.write(piece)

    def pauseProducing(self):
        self.go = False

    def stopProducing(self):
        self.go = False
        self.body = iter(())


def make_factory(reactor):
    return Factory.forProtocol(Tap)
