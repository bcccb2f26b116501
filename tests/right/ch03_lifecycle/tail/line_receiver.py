# exercise: tail
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Tail(LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.lines = []

    def lineReceived(self, line):
        self.lines.append(line)

    def readConnectionLost(self):
        if rest := self.clearLineBuffer():
            self.lines.append(rest)
        for line in reversed(self.lines):
            self.sendLine(line)
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
