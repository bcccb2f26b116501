# exercise: cooperate
# rejected by: a_short_sum_overtakes_a_long_one
from itertools import islice

from twisted.internet.defer import succeed


async def cooperate(reactor, numbers):
    left, total = iter(numbers), 0
    while piece := list(islice(left, 10_000)):
        total += await succeed(sum(piece))
    return total
