# exercise: chat
from twisted.internet.interfaces import IHalfCloseableProtocol, IProtocol, IProtocolFactory
from zope.interface import implementer


class Room:
    """What is said in it; it knows nothing of Twisted."""

    def __init__(self):
        self.writers = {}

    def enter(self, nick, write):
        if nick in self.writers:
            return False
        write(b"welcome " + nick + b"\n")
        self.tell(b"* " + nick + b" joined")
        self.writers[nick] = write
        return True

    def leave(self, nick):
        del self.writers[nick]
        self.tell(b"* " + nick + b" left")

    def tell(self, line, but=None):
        for nick, write in self.writers.items():
            if nick != but:
                write(line + b"\n")


@implementer(IProtocol, IHalfCloseableProtocol)
class Guest:
    def __init__(self, room):
        self.room, self.nick, self.rest = room, None, b""

    def makeConnection(self, transport):
        self.transport = transport
        self.connectionMade()

    def connectionMade(self):
        self.transport.write(b"nick?\n")

    def dataReceived(self, data):
        self.rest += data
        while b"\n" in self.rest:
            line, _, self.rest = self.rest.partition(b"\n")
            self.line(line.removesuffix(b"\r"))

    def line(self, line):
        if self.nick is None:
            if self.room.enter(line, self.transport.write):
                self.nick = line
            else:
                self.transport.write(b"taken\n")
        elif line == b"WHO":
            self.transport.write(b" ".join(sorted(self.room.writers)) + b"\n")
        else:
            self.room.tell(b"<" + self.nick + b"> " + line, but=self.nick)

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass

    def connectionLost(self, reason):
        if self.nick is not None:
            self.room.leave(self.nick)


@implementer(IProtocolFactory)
class Door:
    def __init__(self, room):
        self.room = room

    def doStart(self):
        pass

    def doStop(self):
        pass

    def buildProtocol(self, address):
        return Guest(self.room)


def make_factory(reactor):
    return Door(Room())
