# exercise: guestbook
# earns: 0 of 6
# It stops itself.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
