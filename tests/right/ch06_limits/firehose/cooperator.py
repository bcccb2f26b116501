# exercise: firehose
"""A cooperative task for each client, paused and resumed by the transport."""

from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.internet.task import Cooperator, TaskStopped
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer


@implementer(IPushProducer)
class Task:
    def __init__(self, transport, cooperator, n):
        self.transport = transport
        self.paused = False
        self.task = cooperator.cooperate(self.write(n))
        transport.registerProducer(self, True)
        self.task.whenDone().addCallbacks(self.end, lambda failure: failure.trap(TaskStopped))

    def write(self, n):
        for _ in range(16 * n):
            self.transport.write(b"#" * 65536)
            yield

    def end(self, _):
        self.transport.unregisterProducer()
        self.transport.loseConnection()

    def pauseProducing(self):
        self.task.pause()

    def resumeProducing(self):
        self.task.resume()

    def stopProducing(self):
        self.task.stop()


class Tap(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        Task(self.transport, self.factory.cooperator, int(line.split()[1]))


def make_factory(reactor):
    factory = Factory.forProtocol(Tap)
    factory.cooperator = Cooperator(scheduler=lambda f: reactor.callLater(0, f))
    return factory
