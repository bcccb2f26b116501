# exercise: guestbook
# earns: 0 of 6
# It cannot be compiled.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


def broken(:
