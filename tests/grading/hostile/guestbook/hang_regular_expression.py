# exercise: guestbook
# earns: 0 of 6
# A pattern that never ends; no signal is served in it.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import re
re.match(r"(a+)+$", "a" * 64 + "b")
