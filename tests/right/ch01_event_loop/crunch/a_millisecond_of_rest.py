# exercise: crunch
from math import isqrt

from twisted.internet.task import deferLater


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = 0
    for k in range(n):
        found += is_prime(k)
        if k % 1000 == 0:
            await deferLater(reactor, 0.001)
    return found
