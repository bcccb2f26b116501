# exercise: crunch
from math import isqrt

from twisted.internet.threads import deferToThreadPool


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


def count(n):
    return sum(map(is_prime, range(n)))


def crunch(reactor, n):
    return deferToThreadPool(reactor, reactor.getThreadPool(), count, n)
