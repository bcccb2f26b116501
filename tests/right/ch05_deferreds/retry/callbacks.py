# exercise: retry
from twisted.internet import defer
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries, delay, factor, timeout):
    def once(left, wait):
        trying = defer.maybeDeferred(attempt)
        trying.addTimeout(timeout, clock)

        def failed(failure):
            if left == 1 or failure.check(defer.CancelledError):
                return failure
            return deferLater(clock, wait, once, left - 1, wait * factor)

        return trying.addErrback(failed)

    return once(tries, delay)
