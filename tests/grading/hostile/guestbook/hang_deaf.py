# exercise: guestbook
# earns: 0 of 6
# It ignores every signal that can be ignored, and loops.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import signal
for each in signal.valid_signals():
    try: signal.signal(each, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True:
    pass
