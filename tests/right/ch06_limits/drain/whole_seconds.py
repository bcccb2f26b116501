# exercise: drain
from twisted.internet.defer import CancelledError, DeferredList
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


class Worker(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.jobs = []
        if self.factory.draining:
            return self.transport.loseConnection()
        self.factory.workers.add(self)

    def lineReceived(self, line):
        if self.factory.draining:
            return self.sendLine(b"closing")
        word, _, seconds = line.partition(b" ")
        if word != b"WORK" or not seconds.isdigit():
            return self.transport.loseConnection()
        job = deferLater(self.factory.reactor, int(seconds), self.sendLine, b"done")
        self.jobs.append(job)
        job.addErrback(lambda failure: failure.trap(CancelledError) and "cancelled")

    def connectionLost(self, reason):
        self.factory.workers.discard(self)
        for job in self.jobs:
            job.cancel()


class Workers(Factory):
    protocol = Worker
    draining = False

    def __init__(self, reactor):
        self.reactor, self.workers = reactor, set()

    async def drain(self, grace):
        self.draining = True
        jobs = [job for worker in self.workers for job in worker.jobs]
        timer = self.reactor.callLater(grace, lambda: [job.cancel() for job in jobs])
        results = await DeferredList(jobs)
        if timer.active():
            timer.cancel()
        for worker in self.workers:
            worker.transport.loseConnection()
        return sum(result == "cancelled" for _, result in results)


def make_factory(reactor):
    return Workers(reactor)
