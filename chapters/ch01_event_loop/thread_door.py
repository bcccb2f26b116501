# exercise: thread_door
# built 76d32d7665b77d49 from solutions/ch01_event_loop/thread_door.py
# Your own copy, to write in and to run: my/ch01_event_loop/thread_door.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch01_event_loop/thread_door.py")
"""Do blocking work in a thread, and bring back what it returns or raises.

Run it:  python thread_door.py    (the reactor's beat goes on while the thread sleeps)
"""

import threading
import time

from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure


# YOUR TURN: a thread that calls `work(*args)`, and the door back for what comes of it.
def in_thread(reactor, work, *args) -> Deferred:
    """Call ``work(*args)`` in a thread of its own; return the promise of its result.

    What *work* raises, the Deferred fails with. It fires in the reactor's thread.
    """
    raise NotImplementedError


def slow(city: str) -> str:
    """Stand for a library that blocks."""
    time.sleep(1)
    return f"{city} has answered"


async def main(reactor) -> None:
    """Wait for a thread, and print a dot for every beat meanwhile."""
    LoopingCall(print, ".", end="", flush=True).start(0.05)
    print(await in_thread(reactor, slow, "北京"))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
