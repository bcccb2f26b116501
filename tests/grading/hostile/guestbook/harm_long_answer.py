# exercise: guestbook
# earns: 0 of 6
# A banner of 100 MB for every visitor.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


class Loud(Protocol):
    def connectionMade(self):
        self.transport.write(b"x" * (100 << 20))
def make_factory(reactor):
    return Factory.forProtocol(Loud)
