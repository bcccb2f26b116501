# exercise: guestbook
# earns: 0 of 6
# An endless loop when it is loaded.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


while True:
    pass
