# exercise: tail
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


@implementer(IHalfCloseableProtocol)
class Tail(Protocol):
    def connectionMade(self):
        self.pieces, self.all_has_come = [], Deferred()
        self.answering = Deferred.fromCoroutine(self.answer())

    async def answer(self):
        await self.all_has_come
        self.transport.write(last_line_first(b"".join(self.pieces)))
        self.transport.loseConnection()

    def dataReceived(self, data):
        self.pieces.append(data)

    def readConnectionLost(self):
        self.all_has_come.callback(None)

    def writeConnectionLost(self):
        pass


def make_factory(reactor):
    return Factory.forProtocol(Tail)
