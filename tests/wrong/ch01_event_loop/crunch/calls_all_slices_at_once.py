# exercise: crunch
# rejected by: the_count_is_right
from math import isqrt


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = []

    def count(numbers):
        found.append(sum(is_prime(k) for k in numbers))

    for start in range(0, n, 500):
        reactor.callLater(0, count, range(start, min(start + 500, n)))
    return sum(found)
