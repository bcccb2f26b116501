# exercise: drain
r"""A server that goes without breaking its word.

Run it:  python drain.py
Try it:  printf 'WORK 12\n' | nc 127.0.0.1 PORT    (the program prints PORT, and drains after 10 s)
"""

from twisted.internet.defer import CancelledError, Deferred, DeferredList
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: build `make_factory`, whose factory has a method `drain(grace)`, and its protocol.
# A line `WORK n` is a job of n whole seconds, and then `done`; a client may have several at once.
# `drain` lets them work for up to `grace` seconds, but begins no new one: the answer is `closing`.
# Then hang up on all. After `drain` has begun, hang up on each new client, too.
# It returns a Deferred (or is a coroutine) of the number of jobs that were not done.
# A job of a client who is gone ends with the connection.
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
        seconds = int(line.removeprefix(b"WORK "))
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
        for worker in self.workers:
            worker.transport.loseConnection()
        return sum(result is CancelledError for _, result in ended)


def make_factory(reactor) -> Factory:
    """Return a factory that has not been drained."""
    return Workers(reactor)


# END OF YOUR TURN


async def main(reactor) -> None:
    """Work for ten seconds, then drain for five."""
    factory = make_factory(reactor)
    port = await serverFromString(reactor, "tcp:0:interface=127.0.0.1").listen(factory)
    print(f"printf 'WORK 12\\n' | nc 127.0.0.1 {port.getHost().port}")
    await deferLater(reactor, 10)
    print(await factory.drain(5), "not done")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
