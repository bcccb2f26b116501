# exercise: crunch
# rejected by: the_reactor_goes_on
from concurrent.futures import ThreadPoolExecutor
from math import isqrt


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


def work(n):
    return sum(is_prime(k) for k in range(n))


async def crunch(reactor, n):
    with ThreadPoolExecutor() as pool:
        return pool.submit(work, n).result()
