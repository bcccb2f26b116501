# exercise: cooperate
# rejected by: no_timer_is_left
from itertools import islice

from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall


async def cooperate(reactor, numbers):
    left, total, done = iter(numbers), [], Deferred()

    def add():
        piece = list(islice(left, 10_000))
        total.extend(piece)
        if not piece and not done.called:
            done.callback(sum(total))

    loop = LoopingCall(add)
    loop.clock = reactor
    loop.start(0.001).addErrback(done.errback)
    return await done
