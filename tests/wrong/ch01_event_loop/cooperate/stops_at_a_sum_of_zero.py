# exercise: cooperate
# rejected by: the_sum_is_right
from itertools import islice

from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    left, total = iter(numbers), 0
    while piece := sum(islice(left, 10_000)):
        total += piece
        await deferLater(reactor, 0)
    return total
