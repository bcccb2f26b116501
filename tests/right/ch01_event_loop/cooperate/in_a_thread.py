# exercise: cooperate
from twisted.internet.threads import deferToThreadPool


async def cooperate(reactor, numbers):
    return await deferToThreadPool(reactor, reactor.getThreadPool(), sum, numbers)
