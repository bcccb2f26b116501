# exercise: crunch
# rejected by: the_reactor_goes_on
from math import isqrt

from twisted.internet.defer import succeed


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = 0
    for k in range(n):
        found += await succeed(is_prime(k))
    return found
