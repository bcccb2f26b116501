# exercise: crunch
# rejected by: the_count_is_right
from math import isqrt

from twisted.internet.task import deferLater


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = 0
    for start in range(0, n - 500, 500):
        found += sum(is_prime(k) for k in range(start, start + 500))
        await deferLater(reactor, 0)
    return found
