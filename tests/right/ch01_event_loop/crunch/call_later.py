# exercise: crunch
from math import isqrt

from twisted.internet.defer import Deferred


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


def crunch(reactor, n):
    done = Deferred()

    def count(start, found):
        found += sum(map(is_prime, range(start, min(start + 1000, n))))
        if start + 1000 < n:
            reactor.callLater(0, count, start + 1000, found)
        else:
            done.callback(found)

    count(0, 0)
    return done
