# exercise: guestbook
# earns: 0 of 6
# It prints 256 MB.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


line = "x" * 1023 + "\n"
for _ in range(256):
    print(line * 1024, end="")
