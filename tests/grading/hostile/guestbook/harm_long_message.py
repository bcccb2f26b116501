# exercise: guestbook
# earns: 0 of 6
# An error with a message of 50 MB, full of signs that a terminal obeys.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


def make_factory(reactor):
    raise ValueError("\x1b[2J\x07<script>alert(1)</script>]]>&" * 2_000_000)
