# exercise: guestbook
# earns: 0 of 6
# A value that is nested a million times.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


def make_factory(reactor):
    value = []
    for _ in range(1_000_000):
        value = [value]
    raise ValueError(value)
