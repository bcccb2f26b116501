# exercise: crunch
from math import isqrt

from twisted.internet.task import LoopingCall


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    numbers, found = iter(range(n)), 0

    def some():
        nonlocal found
        for _ in range(700):
            k = next(numbers, None)
            if k is None:
                return looping.stop()
            found += is_prime(k)

    looping = LoopingCall(some)
    looping.clock = reactor
    await looping.start(0.01)
    return found
