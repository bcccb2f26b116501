# exercise: chat
from twisted.internet.defer import Deferred, DeferredQueue
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver

GONE = object()


class Guest(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.lines = DeferredQueue()
        Deferred.fromCoroutine(self.visit(self.factory.room))

    def lineReceived(self, line):
        self.lines.put(line.removesuffix(b"\r"))

    def connectionLost(self, reason):
        self.lines.put(GONE)

    async def visit(self, room):
        self.sendLine(b"nick?")
        while (nick := await self.lines.get()) in room:
            self.sendLine(b"taken")
        if nick is GONE:
            return
        self.sendLine(b"welcome " + nick)
        room[nick] = self
        try:
            self.tell(room, b"* " + nick + b" joined")
            await self.talk(room, nick)
        finally:
            del room[nick]
            self.tell(room, b"* " + nick + b" left")

    async def talk(self, room, nick):
        while (line := await self.lines.get()) is not GONE:
            if line == b"WHO":
                self.sendLine(b" ".join(sorted(room)))
            else:
                self.tell(room, b"<" + nick + b"> " + line)

    def tell(self, room, line):
        for guest in room.values():
            if guest is not self:
                guest.sendLine(line)


class Room(Factory):
    protocol = Guest

    def __init__(self):
        self.room = {}


def make_factory(reactor):
    return Room()
