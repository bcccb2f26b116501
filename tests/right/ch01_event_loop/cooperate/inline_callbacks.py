# exercise: cooperate
from collections.abc import Iterable, Iterator

from twisted.internet import defer, task


@defer.inlineCallbacks
def cooperate(reactor, numbers: Iterable[int]) -> Iterator[defer.Deferred]:
    total: int = 0
    for place, number in enumerate(numbers):
        total += number
        if place % 4096 == 4095:
            yield task.deferLater(reactor, 0, lambda: None)
    return total
