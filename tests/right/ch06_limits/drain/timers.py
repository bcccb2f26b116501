# exercise: drain
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Worker(LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.timers = set()
        if self.factory.drained is None:
            self.factory.workers.append(self)
        else:
            self.transport.loseConnection()

    def lineReceived(self, line):
        if self.factory.drained is not None:
            self.sendLine(b"closing")
        else:
            word, seconds = line.split()
            timer = self.factory.reactor.callLater(float(seconds), lambda: self.done(timer))
            self.timers.add(timer)

    def done(self, timer):
        self.timers.remove(timer)
        self.sendLine(b"done")
        self.factory.look()

    def connectionLost(self, reason):
        for timer in self.timers:
            timer.cancel()
        if self in self.factory.workers:
            self.factory.workers.remove(self)
            self.factory.look(len(self.timers))


class Workers(Factory):
    protocol = Worker
    drained = None

    def __init__(self, reactor):
        self.reactor, self.workers, self.lost = reactor, [], 0

    def drain(self, grace):
        self.drained = Deferred()
        self.deadline = self.reactor.callLater(grace, self.end)
        self.look()
        return self.drained

    def look(self, lost=0):
        if self.drained is not None and not self.drained.called:
            self.lost += lost
            if not any(worker.timers for worker in self.workers):
                self.deadline.cancel()
                self.end()

    def end(self):
        lost = self.lost + sum(len(worker.timers) for worker in self.workers)
        for worker in list(self.workers):
            while worker.timers:
                worker.timers.pop().cancel()
            worker.transport.loseConnection()
        self.drained.callback(lost)


def make_factory(reactor):
    return Workers(reactor)
