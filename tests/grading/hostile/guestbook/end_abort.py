# exercise: guestbook
# earns: 0 of 6
# It aborts.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os
os.abort()
