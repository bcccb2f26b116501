# exercise: crunch
from math import isqrt

from twisted.internet.task import deferLater


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = 0
    for k in range(n):
        found += is_prime(k)
        await deferLater(reactor, 0)
    return found
