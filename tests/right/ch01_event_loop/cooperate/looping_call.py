# exercise: cooperate
from itertools import islice

from twisted.internet.task import LoopingCall


class Sum:
    def __init__(self, numbers):
        self.left, self.total = iter(numbers), 0

    def add(self):
        piece = [*islice(self.left, 3_000)]
        self.total += sum(piece)
        if not piece:
            self.loop.stop()

    async def run(self, reactor):
        self.loop = LoopingCall(self.add)
        self.loop.clock = reactor
        await self.loop.start(0.01)
        return self.total


def cooperate(reactor, numbers):
    from twisted.internet.defer import ensureDeferred

    return ensureDeferred(Sum(numbers).run(reactor))
