# exercise: firehose
from twisted.internet.interfaces import IPullProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer

PIECE = b"z" * 65536


@implementer(IPullProducer)
class Body:
    """The transport asks for each piece."""

    def __init__(self, transport, pieces):
        self.transport, self.pieces = transport, pieces
        transport.registerProducer(self, False)

    def resumeProducing(self):
        if self.pieces:
            self.pieces -= 1
            self.transport.write(PIECE)
        else:
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def stopProducing(self):
        self.pieces = 0


class Pump(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        word, number = line.split()
        Body(self.transport, int(number) * 16)


def make_factory(reactor):
    return Factory.forProtocol(Pump)
