# exercise: chat
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


def make_factory(reactor):
    room = {}

    def tell(line, *, but):
        for nick, guest in list(room.items()):
            if nick != but:
                guest.sendLine(line.encode())

    class Guest(LineReceiver):
        delimiter = b"\n"
        nick = ""

        def connectionMade(self):
            self.sendLine(b"nick?")

        def lineReceived(self, raw):
            line = raw.decode().removesuffix("\r")
            if self.nick and line == "WHO":
                self.sendLine(" ".join(sorted(room)).encode())
            elif self.nick:
                tell(f"<{self.nick}> {line}", but=self.nick)
            elif line in room:
                self.sendLine(b"taken")
            else:
                self.nick = line
                tell(f"* {line} joined", but=line)
                self.sendLine(f"welcome {line}".encode())
                room[line] = self

        def connectionLost(self, reason):
            if room.pop(self.nick, None):
                tell(f"* {self.nick} left", but=None)

    return Factory.forProtocol(Guest)
