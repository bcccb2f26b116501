# exercise: downloads
from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.error import ConnectionDone
from twisted.internet.protocol import ClientFactory, Protocol
from twisted.python.failure import Failure


class Download(Protocol):
    def connectionMade(self):
        self.head, self.body, self.size = b"", [], None
        self.factory.download = self
        self.transport.write(b"GET %s\n" % self.factory.name.encode())

    def dataReceived(self, data):
        if self.size is None:
            self.head += data
            head, end, data = self.head.partition(b"\n")
            if not end:
                return
            try:
                self.size = int(head)
            except ValueError:
                self.factory.end(Failure(ValueError(f"no size: {head!r}")))
                self.transport.abortConnection()
                return
        self.body.append(data)
        self.factory.progress(self.factory.name, sum(map(len, self.body)), self.size)

    def connectionLost(self, reason):
        body = b"".join(self.body)
        if reason.check(ConnectionDone) and len(body) == self.size:
            self.factory.end(body)
        else:
            self.factory.end(Failure(EOFError(f"{len(body)} of {self.size}")))


class Downloading(ClientFactory):
    protocol, noisy, download = Download, False, None

    def __init__(self, name, progress):
        self.name, self.progress = name, progress
        self.deferred = Deferred(self.cancelled)

    def cancelled(self, _):
        if self.download is not None:
            self.download.transport.abortConnection()
        else:
            self.connector.stopConnecting()

    def startedConnecting(self, connector):
        self.connector = connector

    def clientConnectionFailed(self, connector, reason):
        self.end(reason)

    def end(self, result):
        if not self.deferred.called:
            self.deferred.callback(result)


def downloads(reactor, port, names, at_once, progress):
    room = DeferredSemaphore(at_once)

    def begin(name):
        factory = Downloading(name, progress)
        reactor.connectTCP("127.0.0.1", port, factory)
        return factory.deferred

    def collect(ended):
        return {
            name: result if success else result.value
            for name, (success, result) in zip(names, ended, strict=True)
        }

    jobs = [room.run(begin, name) for name in names]
    return DeferredList(jobs, consumeErrors=True).addCallback(collect)
