# exercise: guestbook
# earns: 0 of 6
# It opens whatever can be opened, and keeps it.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os
try:
    while True:
        os.open("/dev/null", os.O_RDONLY)
except OSError:
    pass
