# exercise: retry
# rejected by: cancelling_ends_a_wait
import random

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries: int, delay: float, factor: float, timeout: float) -> Deferred:

    async def attempts():
        for number in range(tries):
            try:
                return await maybeDeferred(attempt).addTimeout(timeout, clock)
            except CancelledError:
                raise
            except Exception:
                if number == tries - 1:
                    raise
            over = Deferred()
            clock.callLater(delay * factor**number, over.callback, None)
            await over

    return Deferred.fromCoroutine(attempts())
