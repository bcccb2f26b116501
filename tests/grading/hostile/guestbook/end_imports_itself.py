# exercise: guestbook
# earns: 0 of 6
# It imports a module that is not there.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import guestbook_helpers
