# exercise: interop
# built 6709ebdad5a3a85f from solutions/ch05_deferreds/interop.py
# Your own copy, to write in and to run: my/ch05_deferreds/interop.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/interop.py")
"""Two worlds, one loop: an asyncio library used by Twisted, and Twisted used by asyncio.

Try it:  python interop.py
"""

import asyncio

from twisted.internet.defer import Deferred
from twisted.internet.task import deferLater


# YOUR TURN: make a task of each call, and a Deferred that you can await.
async def in_twisted(loop, ask, cities: list[str]) -> list:
    """Return the answers for *cities*, in their order; it is Twisted who awaits this coroutine.

    ``ask(city)`` is a coroutine of asyncio's, for tasks of *loop*. All are asked at once.
    The first error is the error of all. Cancelling cancels the tasks.
    """
    raise NotImplementedError


# YOUR TURN: the same the other way round.
async def in_asyncio(loop, ask, cities: list[str]) -> list:
    """Do the same; it is asyncio who awaits this coroutine, and ``ask(city)`` is a Deferred."""
    raise NotImplementedError


async def main(reactor, loop) -> None:
    """Ask two cities in both ways; each answer takes half a second."""

    async def wait(city: str) -> str:
        await asyncio.sleep(0.5)
        return f"你好, {city}"

    def defer(city: str) -> Deferred:
        return deferLater(reactor, 0.5, lambda: f"你好, {city}")

    print(await in_twisted(loop, wait, ["北京", "Lima"]))
    task = loop.create_task(in_asyncio(loop, defer, ["北京", "Lima"]))
    print(await Deferred.fromFuture(task))


if __name__ == "__main__":
    from twisted.internet import asyncioreactor

    asyncio_loop = asyncio.new_event_loop()
    asyncioreactor.install(asyncio_loop)
    from twisted.internet.task import react

    react(main, [asyncio_loop])
