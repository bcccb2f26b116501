# exercise: retry
# rejected by: a_slow_attempt_has_failed
from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries, delay, factor, timeout):
    async def attempts():
        for number in range(tries):
            result = Deferred()
            maybeDeferred(attempt).addBoth(lambda said, to=result: to.called or to.callback(said))
            try:
                return await result.addTimeout(timeout, clock)
            except CancelledError:
                raise
            except Exception:
                if number == tries - 1:
                    raise
            await deferLater(clock, delay * factor**number)

    return Deferred.fromCoroutine(attempts())
