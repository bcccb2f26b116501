# exercise: cooperate
# rejected by: what_the_numbers_raise_is_raised
from twisted.internet.task import deferLater


async def cooperate(reactor, numbers):
    left, total, count = iter(numbers), 0, 0
    while True:
        try:
            total += next(left)
        except Exception:
            return total
        count += 1
        if count % 10_000 == 0:
            await deferLater(reactor, 0)
