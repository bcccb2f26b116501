# exercise: crunch
from math import isqrt

from twisted.internet.task import coiterate


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    primes = set()
    await coiterate(primes.add(k) if is_prime(k) else None for k in range(n))
    return len(primes)
