# exercise: first
# rejected by: a_failure_is_no_answer
from twisted.internet.defer import DeferredList


def first(deferreds):
    together = DeferredList(deferreds, fireOnOneCallback=True, fireOnOneErrback=True)
    return together.addCallback(lambda result: result[0])
