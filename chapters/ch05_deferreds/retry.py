# exercise: retry
# built 3c7014ea32635911 from solutions/ch05_deferreds/retry.py
# Your own copy, to write in and to run: my/ch05_deferreds/retry.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/retry.py")
"""Try again, a few times, and wait longer before each time.

Try it:  python retry.py
"""

import random

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.task import deferLater


# YOUR TURN: it returns a Deferred; a coroutine inside it is the shortest way.
def retry(clock, attempt, *, tries: int, delay: float, factor: float, timeout: float) -> Deferred:
    """Return a Deferred of the first result of ``attempt()`` that is no error.

    ``attempt()`` may return a value or a Deferred, or raise. One that takes longer than
    *timeout* seconds has failed, and is cancelled. After a failure, wait *delay* seconds
    and try again; after the next, *delay* times *factor*; and so on.
    After *tries* attempts, the last error is the result. Cancelling the Deferred ends it all.

    Args:
        clock: a reactor or a `Clock`; every timer is started with its ``callLater``.
    """
    raise NotImplementedError


async def main(reactor) -> None:
    """Call somebody who is seldom at home."""

    def call():
        print("calling …")
        if random.random() < 0.4:
            raise ConnectionError("busy")
        return random.choice([Deferred(), "你好"])

    print(await retry(reactor, call, tries=5, delay=0.25, factor=2, timeout=1))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
