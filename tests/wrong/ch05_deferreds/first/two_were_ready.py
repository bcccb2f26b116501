# exercise: first
# rejected by: the_first_success_wins
from twisted.internet.defer import Deferred


def first(deferreds: list[Deferred]) -> Deferred:
    result: Deferred = Deferred(lambda _: cancel_all())
    failures: list = []

    def cancel_all():
        for each in deferreds:
            each.cancel()

    def succeeded(value):
        result.callback(value)
        cancel_all()

    def failed(failure):
        failures.append(failure)
        if len(failures) == len(deferreds) and not result.called:
            result.errback(failure)

    for each in deferreds:
        each.addCallbacks(succeeded, failed)
    return result
