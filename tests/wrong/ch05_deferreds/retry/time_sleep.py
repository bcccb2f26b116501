# exercise: retry
# rejected by: each_wait_is_longer
import random

import time

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
            time.sleep(delay * factor**number)

    return Deferred.fromCoroutine(attempts())
