# exercise: retry
"""Timers by hand: nothing but callLater, and one Deferred for all of it."""

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.python.failure import Failure


class Retry:
    def __init__(self, clock, attempt, tries, delay, factor, timeout):
        self.clock, self.attempt, self.tries = clock, attempt, tries
        self.delay, self.factor, self.timeout = delay, factor, timeout
        self.result = Deferred(self.stop)
        self.stopped = False
        self.trying = self.timer = None

    def begin(self):
        self.tries -= 1
        self.timer = self.clock.callLater(self.timeout, self.late)
        self.trying = maybeDeferred(self.attempt)
        self.trying.addCallbacks(self.succeeded, self.failed)

    def late(self):
        self.trying.cancel()

    def succeeded(self, value):
        self.timer.cancel()
        self.result.callback(value)

    def failed(self, failure: Failure):
        if self.timer.active():
            self.timer.cancel()
        if self.stopped:
            return
        if self.tries == 0:
            self.result.errback(failure)
            return
        self.timer = self.clock.callLater(self.delay, self.begin)
        self.delay *= self.factor

    def stop(self, result):
        self.stopped = True
        if self.timer.active():
            self.timer.cancel()
        self.trying.cancel()
        result.errback(CancelledError())


def retry(clock, attempt, *, tries, delay, factor, timeout):
    retrying = Retry(clock, attempt, tries, delay, factor, timeout)
    retrying.begin()
    return retrying.result
