# exercise: retry
# rejected by: the_first_success_is_the_result
import random

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


def retry(clock, attempt, *, tries: int, delay: float, factor: float, timeout: float) -> Deferred:

    async def attempts():
        for number in range(tries):
            try:
                return await attempt().addTimeout(timeout, clock)
            except CancelledError:
                raise
            except Exception:
                if number == tries - 1:
                    raise
            await deferLater(clock, delay * factor**number)

    return Deferred.fromCoroutine(attempts())
