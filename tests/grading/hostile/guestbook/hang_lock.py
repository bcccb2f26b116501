# exercise: guestbook
# earns: 0 of 6
# A lock is waited for that nobody gives back.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
