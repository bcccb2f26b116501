# exercise: crunch
from math import isqrt

from twisted.internet.task import Cooperator


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    primes = []
    steps = (primes.append(k) if is_prime(k) else None for k in range(n))
    team = Cooperator(scheduler=lambda step: reactor.callLater(0, step))
    await team.coiterate(steps)
    return len(primes)
