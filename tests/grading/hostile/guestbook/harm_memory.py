# exercise: guestbook
# earns: 0 of 6
# It wants 10 GB.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


kept = []
try:
    for _ in range(100):
        kept.append(bytearray(100 << 20))
except MemoryError:
    raise SystemExit
