# exercise: retry
# rejected by: the_last_error_wins
import random

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries: int, delay: float, factor: float, timeout: float) -> Deferred:

    async def attempts():
        for number in range(tries + 1):
            try:
                return await maybeDeferred(attempt).addTimeout(timeout, clock)
            except CancelledError:
                raise
            except Exception:
                if number == tries:
                    raise
            await deferLater(clock, delay * factor**number)

    return Deferred.fromCoroutine(attempts())
