# exercise: cooperate
# rejected by: the_sum_is_right
from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    total = 0
    for start in range(0, len(numbers), 10_000):
        total += sum(numbers[start : start + 10_000])
        await deferLater(reactor, 0)
    return total
