# exercise: drain
from twisted.internet import defer, protocol, task
from twisted.protocols import basic


class Worker(basic.LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.jobs = []
        self.factory.everybody.add(self)
        if self.factory.closing:
            self.transport.loseConnection()

    def lineReceived(self, line):
        if self.factory.closing:
            self.sendLine(b"closing")
        else:
            self.jobs.append(self.work(float(line[5:])))

    @defer.inlineCallbacks
    def work(self, seconds):
        try:
            yield task.deferLater(self.factory.clock, seconds)
        except defer.CancelledError:
            return False
        self.sendLine(b"done")
        return True

    def connectionLost(self, reason):
        self.factory.everybody.remove(self)
        for job in self.jobs:
            job.cancel()


class Workers(protocol.Factory):
    protocol = Worker
    closing = False

    def __init__(self, clock):
        self.clock = clock
        self.everybody = set()

    @defer.inlineCallbacks
    def drain(self, grace):
        self.closing = True
        jobs = sum((worker.jobs for worker in self.everybody), [])
        late = self.clock.callLater(grace, lambda: [job.cancel() for job in jobs])
        done = yield defer.gatherResults(jobs)
        if late.active():
            late.cancel()
        for worker in list(self.everybody):
            worker.transport.loseConnection()
        return done.count(False)


def make_factory(reactor):
    return Workers(reactor)
