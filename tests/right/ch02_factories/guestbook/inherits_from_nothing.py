# exercise: guestbook
from twisted.internet.interfaces import IProtocol, IProtocolFactory
from zope.interface import implementer


@implementer(IProtocol)
class Visit:
    def __init__(self, book):
        self.book = book
        self.buffer = b""

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        pass

    def dataReceived(self, data):
        self.buffer += data
        if b"\r\n" in self.buffer:
            name = self.buffer.split(b"\r\n")[0]
            self.book.names += [name]
            number = len(self.book.names)
            self.transport.writeSequence([b"You are visitor %d, %s." % (number, name), b"\r\n"])
            self.transport.loseConnection()

    def connectionLost(self, reason):
        pass


@implementer(IProtocolFactory)
class Guestbook:
    def __init__(self):
        self.names = []

    def doStart(self):
        pass

    def doStop(self):
        pass

    def buildProtocol(self, address):
        return Visit(self)


def make_factory(reactor):
    return Guestbook()
