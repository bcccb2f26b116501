# exercise: cooperate
# rejected by: the_sum_is_right
from itertools import islice

from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    total = 0
    while piece := list(islice(numbers, 10_000)):
        total += sum(piece)
        await deferLater(reactor, 0)
    return total
