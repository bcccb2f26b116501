# exercise: chat
from twisted.internet.protocol import ServerFactory, connectionDone
from twisted.protocols.basic import LineOnlyReceiver


class Guest(LineOnlyReceiver):
    delimiter = b"\n"
    nick = None

    def connectionMade(self):
        self.sendLine(b"nick?")

    def lineReceived(self, line):
        self.factory.said(self, line.removesuffix(b"\r"))

    def connectionLost(self, reason=connectionDone):
        self.factory.gone(self)


class Room(ServerFactory):
    def __init__(self):
        self.guests = []

    def buildProtocol(self, address):
        guest = Guest()
        guest.factory = self
        self.guests.append(guest)
        return guest

    @property
    def nicks(self):
        return sorted(guest.nick for guest in self.guests if guest.nick is not None)

    def said(self, guest, line):
        if guest.nick is None and line in self.nicks:
            guest.sendLine(b"taken")
        elif guest.nick is None:
            guest.nick = line
            guest.sendLine(b"welcome %s" % line)
            self.tell(b"* %s joined" % line, guest)
        elif line == b"WHO":
            guest.sendLine(b" ".join(self.nicks))
        else:
            self.tell(b"<%s> %s" % (guest.nick, line), guest)

    def gone(self, guest):
        self.guests.remove(guest)
        if guest.nick is not None:
            self.tell(b"* %s left" % guest.nick, guest)

    def tell(self, line, but):
        for guest in self.guests:
            if guest is not but and guest.nick is not None:
                guest.sendLine(line)


def make_factory(reactor):
    return Room()
