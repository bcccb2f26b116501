# exercise: guestbook
# earns: 0 of 6
# A json.py beside it is imported in place of the library's.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)
