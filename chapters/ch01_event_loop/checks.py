"""Chapter 1, the event loop: long work beside everything else."""

from math import isqrt

from workbook.exercise import Exercise

crunch = Exercise(
    "crunch",
    "core",
    hints=(
        "A coroutine gives the reactor a turn only at an `await` that really waits. "
        "Where could yours wait, and how often?",
        "`await deferLater(reactor, 0)` waits for the next turn of the loop. Count a few hundred "
        "numbers, wait like this, count the next few hundred.",
        "`for start in range(0, n, 500):` goes through the slices. One slice is "
        "`range(start, min(start + 500, n))`, and `sum(is_prime(k) for k in …)` counts in it.",
    ),
)


@crunch.check(mistake=("min(start + 500, n)", "start + 500"))
def the_count_is_right(subject):
    """It counts the prime numbers below n: 25 of them below 100, and none below 2."""
    drawn = subject.random.randrange(1000, 3000)
    primes = [k for k in range(2, drawn) if all(k % divisor for divisor in range(2, isqrt(k) + 1))]
    for n, right in {0: 0, 2: 0, 3: 1, 100: 25, drawn: len(primes)}.items():
        counted = subject.beats("crunch", subject.reactor, n).result
        assert right == counted, f"For n = {n}, `crunch` returned {counted}; right is {right}."


@crunch.check(mistake=("await deferLater(reactor, 0)", "pass"))
def the_reactor_goes_on(subject):
    """While it counts, the reactor goes on: no turn takes more than a third of the work."""
    for _ in range(3):  # a busy machine may spoil a measurement, and a wrong answer spoils all
        beats = subject.beats("crunch", subject.reactor, 40_000)
        assert 4203 == beats.result, f"For n = 40000, it returned {beats.result}; right is 4203."
        share = beats.longest / beats.process
        if beats.count > 4 and share < 1 / 3:
            return
    assert beats.count > 4, f"During all the work, the reactor turned only {beats.count} times."
    assert share < 1 / 3, f"One turn of the reactor took {share:.0%} of the work."


@crunch.check(
    mistake=("await deferLater(reactor, 0)", "await deferLater(reactor, 0); deferLater(reactor, 1)")
)
def nothing_is_left_behind(subject):
    """When the result is there, nothing is left behind: no timer goes on."""
    subject.beats("crunch", subject.reactor, 2000)
    left = subject.reactor.delayed_calls
    assert 0 == left, f"`crunch` has returned, and {left} of its timers still wait."
