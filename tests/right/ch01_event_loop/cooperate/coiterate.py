# exercise: cooperate
from twisted.internet.task import Cooperator


async def cooperate(reactor, numbers):
    total = 0

    def steps():
        nonlocal total
        for count, number in enumerate(numbers, start=1):
            total += number
            if count % 1000 == 0:
                yield

    own = Cooperator(scheduler=lambda step: reactor.callLater(0, step))
    await own.coiterate(steps())
    print(total)
    return total
