# exercise: in_order
from twisted.internet.defer import CancelledError
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Desk(LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.slots = []  # [answer or None, Deferred]

    def lineReceived(self, line):
        looking = self.factory.look_up(line)
        slot = [None, looking]
        self.slots.append(slot)
        looking.addErrback(self.failed)
        looking.addCallback(self.ready, slot)

    def failed(self, failure):
        return None if failure.check(CancelledError) else b"sorry"

    def ready(self, answer, slot):
        slot[0] = answer
        while self.slots and self.slots[0][0] is not None:
            self.sendLine(self.slots.pop(0)[0])

    def connectionLost(self, reason):
        slots, self.slots = self.slots, []
        for _, looking in slots:
            looking.cancel()


class Desks(Factory):
    protocol = Desk

    def __init__(self, look_up):
        self.look_up = look_up


def make_factory(reactor, look_up):
    return Desks(look_up)
