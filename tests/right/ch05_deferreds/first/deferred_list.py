# exercise: first
from twisted.internet.defer import Deferred, DeferredList
from twisted.python.failure import Failure


def first(deferreds: list[Deferred]) -> Deferred:
    """DeferredList knows who was first, but neither cancels the others nor says who was last."""
    last: list[Failure] = []

    def note(failure: Failure) -> Failure:
        last.append(failure)
        return failure

    for each in deferreds:
        each.addErrback(note)
    together = DeferredList(deferreds, fireOnOneCallback=True, consumeErrors=True)

    def decided(result):
        for each in deferreds:
            each.cancel()
        return result[0] if isinstance(result, tuple) else last[-1]

    return together.addCallback(decided)
