# exercise: crunch
# rejected by: nothing_is_left_behind
from math import isqrt

from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    slices = iter(range(0, n, 500))
    found, done = 0, Deferred()

    def count():
        nonlocal found
        start = next(slices, None)
        if start is not None:
            found += sum(is_prime(k) for k in range(start, min(start + 500, n)))
        elif not done.called:
            done.callback(None)

    looping = LoopingCall(count)
    looping.clock = reactor
    looping.start(0.001)
    await done
    return found
