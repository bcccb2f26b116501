"""Deferreds one after the other, and an error that is caught."""

from twisted.internet import defer, reactor, task


@defer.inlineCallbacks
def square(number):
    yield task.deferLater(reactor, 0.001, lambda: None)
    if number > 3:
        raise ValueError("too large")
    return number * number


@defer.inlineCallbacks
def main():
    for number in (2, 3, 4):
        try:
            result = yield square(number)
            print("square", result)
        except ValueError as error:
            print("error:", error)
    reactor.stop()


reactor.callWhenRunning(main)
reactor.run()
