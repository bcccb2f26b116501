# exercise: first
# rejected by: a_failure_is_no_answer
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.task import deferLater


def first(deferreds: list[Deferred]) -> Deferred:
    result: Deferred = Deferred(lambda _: cancel_all())
    going_on = list(deferreds)

    def cancel_all():
        while going_on:
            going_on.pop().cancel()

    def succeeded(value, winner):
        if not result.called:
            going_on.remove(winner)
            result.callback(value)
            cancel_all()

    def failed(failure, loser):
        if loser in going_on:
            going_on.remove(loser)
            if not going_on and not result.called:
                result.errback(failure)
        return failure

    for each in deferreds:
        each.addCallbacks(succeeded, failed, callbackArgs=[each], errbackArgs=[each])
    return result
