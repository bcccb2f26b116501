# exercise: in_order
"""A protocol that inherits from nothing, and a list of what has come."""

from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory
from twisted.python.failure import Failure


class Desk:
    def makeConnection(self, transport):
        self.transport, self.rest = transport, b""
        self.looking: list[Deferred] = []
        self.answers: list[bytes] = []
        self.gone = False

    def dataReceived(self, data):
        self.rest += data
        while b"\n" in self.rest:
            line, _, self.rest = self.rest.partition(b"\n")
            number = len(self.answers)
            self.answers.append(b"")
            deferred = self.factory.look_up(line)
            self.looking.append(deferred)
            deferred.addBoth(self.arrived, number)

    def arrived(self, said, number):
        self.answers[number] = (b"sorry" if isinstance(said, Failure) else said) + b"\n"
        self.flush()

    sent = 0

    def flush(self):
        while not self.gone and self.sent < len(self.answers) and self.answers[self.sent]:
            self.transport.write(self.answers[self.sent])
            self.sent += 1

    def connectionLost(self, reason):
        self.gone = True
        for deferred in self.looking:
            deferred.cancel()


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
