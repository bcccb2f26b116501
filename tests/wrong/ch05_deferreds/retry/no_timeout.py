# exercise: retry
# rejected by: a_slow_attempt_has_failed
import random

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries: int, delay: float, factor: float, timeout: float) -> Deferred:

    async def attempts():
        for number in range(tries):
            try:
                return await maybeDeferred(attempt)
            except CancelledError:
                raise
            except Exception:
                if number == tries - 1:
                    raise
            await deferLater(clock, delay * factor**number)

    return Deferred.fromCoroutine(attempts())
