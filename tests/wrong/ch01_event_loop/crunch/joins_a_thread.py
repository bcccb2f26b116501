# exercise: crunch
# rejected by: the_reactor_goes_on
import threading
from math import isqrt


def is_prime(k):
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n):
    found = []

    def work():
        found.append(sum(is_prime(k) for k in range(n)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]
