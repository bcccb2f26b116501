# exercise: cooperate
# built c49a7f0ab5538093 from solutions/ch01_event_loop/cooperate.py
# Your own copy, to write in and to run: my/ch01_event_loop/cooperate.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch01_event_loop/cooperate.py")
"""Add up numbers, however many, while the reactor goes on with everything else.

Run it:  python cooperate.py     (a dot is a beat of the reactor: there should be many)
"""

from collections.abc import Iterable
from itertools import islice

from twisted.internet.task import LoopingCall, deferLater


# YOUR TURN: add them up, a slice at a time; between slices, wait for the reactor.
async def cooperate(reactor, numbers: Iterable[int]) -> int:
    """Return the sum of *numbers*; what they raise is raised here.

    There may be ten million of them, and a generator may make them one by one, so
    no turn of the reactor adds more than about 10,000.
    """
    raise NotImplementedError


async def main(reactor) -> None:
    """Add up ten million numbers, and print a dot for every beat."""
    LoopingCall(print, ".", end="", flush=True).start(0.05)
    print(await cooperate(reactor, range(10_000_000)))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
