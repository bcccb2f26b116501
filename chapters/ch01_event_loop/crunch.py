# exercise: crunch
# built f5c491a654f4d2ea from solutions/ch01_event_loop/crunch.py
# Your own copy, to write in and to run: my/ch01_event_loop/crunch.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch01_event_loop/crunch.py")
"""Count prime numbers, while the reactor goes on with everything else.

Run it:  python crunch.py        (a dot is a beat of the reactor: there should be many)
"""

from math import isqrt

from twisted.internet.task import LoopingCall, deferLater


def is_prime(k: int) -> bool:
    """Say whether *k* is a prime number, by trying every possible divisor."""
    return k > 1 and all(k % divisor for divisor in range(2, isqrt(k) + 1))


async def crunch(reactor, n: int) -> int:
    """Return how many prime numbers are smaller than *n*.

    The reactor must not miss a beat: no turn of it does more than a third of the work.
    """
    # YOUR TURN: count with `is_prime`, a slice at a time; between slices, wait for the reactor.
    raise NotImplementedError


async def main(reactor) -> None:
    """Count for a second or two, and print a dot for every beat."""
    LoopingCall(print, ".", end="", flush=True).start(0.05)
    print(await crunch(reactor, 200_000), "primes")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
