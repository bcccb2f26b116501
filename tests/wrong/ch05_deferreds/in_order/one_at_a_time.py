# exercise: in_order
# rejected by: no_question_waits_for_another
from twisted.internet.defer import CancelledError, Deferred, DeferredQueue
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.lines = DeferredQueue()
        self.talk = Deferred.fromCoroutine(self.answer_all())
        self.talk.addErrback(lambda failure: failure.trap(CancelledError))

    def lineReceived(self, line):
        self.lines.put(line)

    async def answer_all(self):
        while True:
            line = await self.lines.get()
            try:
                self.sendLine(await self.factory.look_up(line))
            except CancelledError:
                raise
            except Exception:
                self.sendLine(b"sorry")

    def connectionLost(self, reason):
        self.talk.cancel()


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
