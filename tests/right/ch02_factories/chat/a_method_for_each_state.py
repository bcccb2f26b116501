# exercise: chat
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Guest(LineReceiver):
    delimiter = b"\n"

    def __init__(self, guests):
        self.guests = guests
        self.nick = None
        self.state = "NICK"

    def connectionMade(self):
        self.guests.add(self)
        self.sendLine(b"nick?")

    def connectionLost(self, reason):
        self.guests.discard(self)
        if self.state == "TALK":
            self.tell(b"* " + self.nick + b" left")

    def lineReceived(self, line):
        getattr(self, "line_" + self.state)(line[:-1] if line[-1:] == b"\r" else line)

    def line_NICK(self, nick):
        if nick in {guest.nick for guest in self.guests}:
            self.sendLine(b"taken")
            return
        self.nick, self.state = nick, "TALK"
        self.sendLine(b"welcome " + nick)
        self.tell(b"* " + nick + b" joined")

    def line_TALK(self, line):
        if line == b"WHO":
            self.sendLine(b" ".join(sorted(g.nick for g in self.guests if g.nick is not None)))
        else:
            self.tell(b"<" + self.nick + b"> " + line)

    def tell(self, line):
        for guest in self.guests:
            if guest is not self and guest.state == "TALK":
                guest.sendLine(line)


class Room(Factory):
    def __init__(self):
        self.guests = set()

    def buildProtocol(self, address):
        return Guest(self.guests)


def make_factory(reactor):
    return Room()
