# exercise: first
from twisted.internet.defer import Deferred


class Race:
    def __init__(self, runners):
        self.runners = {number: runner for number, runner in enumerate(runners)}
        self.result, self.over = Deferred(self.cancelled), False
        for number, runner in list(self.runners.items()):
            runner.addBoth(self.arrived, number)

    def cancelled(self, result):
        self.over = True
        self.stop()

    def stop(self):
        for number in list(self.runners):
            self.runners.pop(number).cancel()

    def arrived(self, said, number):
        from twisted.python.failure import Failure

        self.runners.pop(number, None)
        if self.over:
            return None
        if isinstance(said, Failure) and self.runners:
            return None
        self.over = True
        self.stop()
        if isinstance(said, Failure):
            self.result.errback(said)
        else:
            self.result.callback(said)


def first(deferreds):
    return Race(deferreds).result
