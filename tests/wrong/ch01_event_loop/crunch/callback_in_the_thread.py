# exercise: crunch
# rejected by: the_reactor_goes_on
import threading
from math import isqrt

from twisted.internet.defer import Deferred


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    done = Deferred()

    def work():
        done.callback(sum(is_prime(k) for k in range(n)))

    threading.Thread(target=work, daemon=True).start()
    return await done
