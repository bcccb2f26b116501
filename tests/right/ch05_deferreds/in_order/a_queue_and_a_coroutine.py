# exercise: in_order
from twisted.internet.defer import CancelledError, Deferred, DeferredQueue
from twisted.internet.protocol import Factory, Protocol


class Desk(Protocol):
    """Its own buffer, and one coroutine for the whole connection."""

    def connectionMade(self):
        self.rest, self.open, self.queue = b"", [], DeferredQueue()
        self.talking = Deferred.fromCoroutine(self.talk())

    def dataReceived(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            looking = self.factory.look_up(line)
            self.open.append(looking)
            self.queue.put(looking)

    async def talk(self):
        while (looking := await self.queue.get()) is not None:
            try:
                answer = await looking
            except CancelledError:
                continue
            except Exception as problem:
                print("look_up:", problem)
                answer = b"sorry"
            self.transport.write(answer + b"\n")

    def connectionLost(self, reason):
        for looking in self.open:
            looking.addErrback(lambda _: b"")
            looking.cancel()
        self.queue.put(None)


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
