# exercise: guestbook
# earns: 0 of 6
# A BaseException when it is loaded.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


class Stop(BaseException): pass
raise Stop("bye")
