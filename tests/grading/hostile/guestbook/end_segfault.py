# exercise: guestbook
# earns: 0 of 6
# It crashes when it is loaded.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import ctypes
ctypes.string_at(0)
