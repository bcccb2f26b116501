# exercise: thread_door
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
    answer = Deferred()

    def run() -> None:
        try:
            result = work(*args)
        except Exception:  # noqa: BLE001 - whatever it is, it travels on
            reactor.callFromThread(answer.errback, Failure())
        else:
            reactor.callFromThread(answer.callback, result)

    threading.Thread(target=run, daemon=True).start()
    return answer


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
