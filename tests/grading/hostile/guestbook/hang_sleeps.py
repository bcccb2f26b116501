# exercise: guestbook
# earns: 0 of 6
# It sleeps when it is loaded, in a way of its own.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import select
select.select([], [], [], 3600)
