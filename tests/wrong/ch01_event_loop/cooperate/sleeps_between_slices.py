# exercise: cooperate
# rejected by: the_sum_is_right
import time
from itertools import islice


async def cooperate(reactor, numbers):
    left, total = iter(numbers), 0
    while piece := list(islice(left, 10_000)):
        total += sum(piece)
        time.sleep(0.001)
    return total
