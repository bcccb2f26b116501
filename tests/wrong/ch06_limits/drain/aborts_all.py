# exercise: drain
# rejected by: what_was_begun_is_ended
from twisted.internet.defer import CancelledError, Deferred, DeferredList
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


class Worker(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self) -> None:
        self.jobs: list[Deferred] = []
        self.factory.workers.add(self)
        if self.factory.draining:
            self.transport.loseConnection()

    def lineReceived(self, line: bytes) -> None:
        if self.factory.draining:
            return self.sendLine(b"closing")
        seconds = float(line.removeprefix(b"WORK "))
        job = deferLater(self.factory.reactor, seconds, self.sendLine, b"done")
        self.jobs.append(job.addErrback(lambda failure: failure.trap(CancelledError)))

    def connectionLost(self, reason) -> None:
        self.factory.workers.discard(self)
        for job in self.jobs:
            job.cancel()


class Workers(Factory):
    protocol = Worker
    draining = False

    def __init__(self, reactor) -> None:
        self.reactor = reactor
        self.workers: set[Worker] = set()

    async def drain(self, grace: float) -> int:
        self.draining = True
        jobs = [job for worker in self.workers for job in worker.jobs]
        ended = await DeferredList(jobs).addTimeout(grace, self.reactor)
        await deferLater(self.reactor, 1)
        for worker in self.workers:
            worker.transport.abortConnection()
        return sum(result is CancelledError for _, result in ended)


def make_factory(reactor) -> Factory:
    return Workers(reactor)
