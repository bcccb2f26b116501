# exercise: first
# rejected by: the_losers_are_cancelled
from twisted.internet.defer import DeferredList


def first(deferreds):
    together = DeferredList(deferreds, fireOnOneCallback=True, consumeErrors=True)

    def chosen(result):
        if isinstance(result, tuple):
            return result[0]
        return result[-1][1]

    return together.addCallback(chosen)
