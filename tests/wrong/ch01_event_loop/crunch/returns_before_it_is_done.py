# exercise: crunch
# rejected by: the_reactor_goes_on
import threading
from math import isqrt


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = []

    def work():
        found.extend(k for k in range(n) if is_prime(k))

    threading.Thread(target=work, daemon=True).start()
    return len(found)
