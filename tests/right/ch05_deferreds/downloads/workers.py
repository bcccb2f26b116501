# exercise: downloads
"""So many workers, one list of names; LineReceiver in raw mode; callbacks and inlineCallbacks."""

from twisted.internet.defer import Deferred, gatherResults, inlineCallbacks
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols.basic import LineReceiver


class Fetch(LineReceiver):
    delimiter = b"\n"
    size = None

    def __init__(self, name, progress):
        self.name, self.progress, self.pieces, self.received = name, progress, [], 0
        self.done = Deferred(self.cancelled)

    def cancelled(self, _):
        self.transport.loseConnection()

    def connectionMade(self):
        self.sendLine(b"GET " + self.name.encode("utf-8"))

    def lineReceived(self, line):
        try:
            self.size = int(line)
        except ValueError:
            self.transport.loseConnection()
        else:
            self.setRawMode()

    def rawDataReceived(self, data):
        self.pieces.append(data)
        self.received += len(data)
        self.progress(self.name, self.received, self.size)

    def connectionLost(self, reason):
        if self.done.called:
            return
        if self.received != self.size:
            self.done.errback(OSError(f"{self.name}: {self.received} of {self.size}"))
        else:
            self.done.callback(b"".join(self.pieces))


@inlineCallbacks
def downloads(reactor, port, names, at_once, progress):
    endpoint = TCP4ClientEndpoint(reactor, "127.0.0.1", port)
    files = dict.fromkeys(names)
    left = list(names)

    @inlineCallbacks
    def work():
        while left:
            name = left.pop(0)
            try:
                fetch = yield connectProtocol(endpoint, Fetch(name, progress))
                files[name] = yield fetch.done
            except OSError as problem:
                files[name] = problem

    yield gatherResults([work() for _ in range(at_once)], consumeErrors=True)
    return files
