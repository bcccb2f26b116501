# exercise: cooperate
# rejected by: a_short_sum_overtakes_a_long_one
from itertools import islice

from twisted.internet.task import deferLater

total = 0


async def cooperate(reactor, numbers):
    global total
    left, total = iter(numbers), 0
    while piece := list(islice(left, 10_000)):
        total += sum(piece)
        await deferLater(reactor, 0)
    return total
