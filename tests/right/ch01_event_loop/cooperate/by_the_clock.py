# exercise: cooperate
import time

from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    total, until = 0, time.perf_counter() + 0.005
    for number in numbers:
        total += number
        if time.perf_counter() > until:
            await deferLater(reactor, 0)
            until = time.perf_counter() + 0.005
    return total
