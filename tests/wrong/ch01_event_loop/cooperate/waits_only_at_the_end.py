# exercise: cooperate
# rejected by: no_turn_takes_it_all
from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    total = sum(numbers)
    await deferLater(reactor, 0)
    return total
