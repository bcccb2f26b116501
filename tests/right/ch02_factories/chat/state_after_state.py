# exercise: chat
from twisted.internet.protocol import Factory
from twisted.protocols.stateful import StatefulProtocol


class Guest(StatefulProtocol):
    def getInitialState(self):
        self.line, self.nick = b"", None
        self.transport.write(b"nick?\n")
        return self.byte, 1

    def byte(self, byte):
        if byte != b"\n":
            self.line += byte
            return
        line, self.line = self.line.removesuffix(b"\r"), b""
        room = self.factory.room
        if self.nick is None and line in room:
            self.transport.write(b"taken\n")
        elif self.nick is None:
            self.nick, room[line] = line, self.transport
            self.transport.write(b"welcome " + line + b"\n")
            self.tell(b"* " + line + b" joined\n")
        elif line == b"WHO":
            self.transport.write(b" ".join(sorted(room)) + b"\n")
        else:
            self.tell(b"<" + self.nick + b"> " + line + b"\n")

    def tell(self, line):
        for nick in self.factory.room.keys() - {self.nick}:
            self.factory.room[nick].write(line)

    def connectionLost(self, reason):
        if self.nick is not None:
            self.factory.room.pop(self.nick)
            self.tell(b"* " + self.nick + b" left\n")


def make_factory(reactor):
    factory = Factory.forProtocol(Guest)
    factory.room = {}
    return factory
