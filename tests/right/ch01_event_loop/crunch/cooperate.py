# exercise: crunch
from math import isqrt

from twisted.internet.task import cooperate


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


class Count:
    def __init__(self, n):
        self.n, self.found = n, 0

    def steps(self):
        for k in range(self.n):
            self.found += is_prime(k)
            yield


async def crunch(reactor, n):
    count = Count(n)
    await cooperate(count.steps()).whenDone()
    return count.found
