# exercise: crunch
# rejected by: the_count_is_right
from math import isqrt

from twisted.internet.threads import deferToThread


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    return deferToThread(lambda: sum(is_prime(k) for k in range(n)))
