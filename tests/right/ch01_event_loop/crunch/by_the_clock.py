# exercise: crunch
import time
from math import isqrt

from twisted.internet.task import deferLater


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found, began = 0, time.monotonic()
    for k in range(n):
        found += is_prime(k)
        if time.monotonic() - began > 0.005:
            await deferLater(reactor, 0)
            began = time.monotonic()
    return found
