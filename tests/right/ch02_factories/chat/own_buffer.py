# exercise: chat
from twisted.internet.protocol import Factory, Protocol


class Guest(Protocol):
    def connectionMade(self):
        self.buffer = b""
        self.nick = None
        self.transport.write(b"nick?\n")

    def dataReceived(self, data):
        *lines, self.buffer = (self.buffer + data).split(b"\n")
        for line in lines:
            if line.endswith(b"\r"):
                line = line[:-1]
            self.said(line)

    def said(self, line):
        if not self.nick:
            self.come_in(line)
        elif line == b"WHO":
            nicks = sorted(guest.nick for guest in self.factory.guests if guest.nick)
            self.transport.write(b" ".join(nicks) + b"\n")
        else:
            self.others(b"<" + self.nick + b"> " + line)

    def come_in(self, nick):
        if any(guest.nick == nick for guest in self.factory.guests):
            self.transport.write(b"taken\n")
        else:
            self.nick = nick
            self.factory.guests.append(self)
            self.transport.write(b"welcome " + nick + b"\n")
            self.others(b"* " + nick + b" joined")

    def others(self, line):
        for guest in self.factory.guests:
            if guest != self:
                guest.transport.write(line + b"\n")

    def connectionLost(self, reason):
        if self in self.factory.guests:
            self.factory.guests.remove(self)
            self.others(b"* " + self.nick + b" left")


class Room(Factory):
    protocol = Guest

    def __init__(self):
        self.guests = []


def make_factory(reactor):
    return Room()
