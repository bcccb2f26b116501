# exercise: first
from twisted.internet.defer import FailureGroup, race


def first(deferreds):
    last = []

    def remember(failure):
        last[:] = [failure]
        return failure

    def failed(failure):
        failure.trap(FailureGroup)
        return last[0]

    racing = race([each.addErrback(remember) for each in deferreds])
    return racing.addCallbacks(lambda won: won[1], failed)
