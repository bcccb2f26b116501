# exercise: crunch
# rejected by: the_reactor_goes_on
from math import isqrt

from twisted.internet.task import deferLater


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    await deferLater(reactor, 0)
    return sum(is_prime(k) for k in range(n))
