# exercise: guestbook
# earns: 0 of 6
# sitecustomize.py and a .pth beside it run before anything.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)
