# exercise: retry
from twisted.internet import defer, task


@defer.inlineCallbacks
def retry(clock, attempt, *, tries, delay, factor, timeout):
    wait = delay
    while True:
        tries -= 1
        try:
            result = yield defer.maybeDeferred(attempt).addTimeout(timeout, clock)
            return result
        except defer.CancelledError:
            raise
        except Exception as problem:
            print("failed:", problem)
            if not tries:
                raise
        yield task.deferLater(clock, wait)
        wait *= factor
