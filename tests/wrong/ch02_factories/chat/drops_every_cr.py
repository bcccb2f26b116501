# exercise: chat
# rejected by: lines_end_where_lf_says
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Guest(LineOnlyReceiver):
    delimiter = b"\n"
    nick = None

    def connectionMade(self):
        self.sendLine(b"nick?")

    def lineReceived(self, line):
        line = line.rstrip(b"\r")
        room = self.factory.room
        if self.nick is None:
            if line in room:
                self.sendLine(b"taken")
                return
            self.nick = line
            room[line] = self
            self.sendLine(b"welcome " + line)
            self.tell(b"* %s joined" % line)
        elif line == b"WHO":
            self.sendLine(b" ".join(sorted(room)))
        else:
            self.tell(b"<%s> %s" % (self.nick, line))

    def tell(self, line):
        for guest in self.factory.room.values():
            if guest is not self:
                guest.sendLine(line)

    def connectionLost(self, reason):
        if self.nick is not None:
            del self.factory.room[self.nick]
            self.tell(b"* %s left" % self.nick)


class Room(Factory):
    protocol = Guest

    def __init__(self):
        self.room = {}


def make_factory(reactor):
    return Room()
