"""What blocks goes to a thread, and comes back."""

from twisted.internet import reactor, threads


def long_computation(word):
    reactor.callFromThread(print, "asked from a thread")
    return word * 2


def show(result):
    print("result:", result)
    reactor.stop()


threads.deferToThread(long_computation, "né").addCallback(show)
reactor.run()
