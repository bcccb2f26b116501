# exercise: cooperate
# rejected by: the_sum_is_right
from itertools import islice

from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    left, total = iter(numbers), 0
    while len(piece := list(islice(left, 5_000))) == 5_000:
        total += sum(piece)
        await deferLater(reactor, 0)
    return total
