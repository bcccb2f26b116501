# exercise: crunch
# rejected by: the_reactor_goes_on
from math import isqrt


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def count(numbers):
    return sum(is_prime(k) for k in numbers)


async def crunch(reactor, n):
    found = 0
    for start in range(0, n, 500):
        found += await count(range(start, min(start + 500, n)))
    return found
