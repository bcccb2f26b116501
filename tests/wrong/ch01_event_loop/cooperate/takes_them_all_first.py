# exercise: cooperate
# rejected by: no_turn_takes_it_all
from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    numbers, total = list(numbers), 0
    for start in range(0, len(numbers), 10_000):
        total += sum(numbers[start : start + 10_000])
        await deferLater(reactor, 0)
    return total
