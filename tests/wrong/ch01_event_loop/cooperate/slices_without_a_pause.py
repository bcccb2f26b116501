# exercise: cooperate
# rejected by: no_turn_takes_it_all
from itertools import islice


async def cooperate(reactor, numbers):
    left, total = iter(numbers), 0
    while piece := list(islice(left, 10_000)):
        total += sum(piece)
    return total
