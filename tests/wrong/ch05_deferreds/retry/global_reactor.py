# exercise: retry
# rejected by: each_wait_is_longer
import random

from twisted.internet import reactor
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
            await deferLater(reactor, delay * factor**number)

    return Deferred.fromCoroutine(attempts())
