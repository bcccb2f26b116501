# exercise: in_order
from twisted.internet.defer import CancelledError, Deferred, inlineCallbacks, succeed
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.before = succeed(None)
        self.open = set()

    def lineReceived(self, line):
        before, self.before = self.before, Deferred()
        self.answer(line, before, self.before)

    @inlineCallbacks
    def answer(self, line, before, after):
        looking = self.factory.look_up(line)
        self.open.add(looking)
        try:
            answer = yield looking
        except CancelledError:
            return
        except Exception:
            answer = b"sorry"
        self.open.discard(looking)
        yield before
        self.sendLine(answer)
        after.callback(None)

    def connectionLost(self, reason):
        for looking in list(self.open):
            looking.cancel()


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
