# exercise: retry
# rejected by: the_last_error_wins
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
            except Exception as error:
                problem = error
            await deferLater(clock, delay * factor**number)
        raise problem

    return Deferred.fromCoroutine(attempts())
