# exercise: transport_pair
from twisted.internet import error, interfaces, task
from twisted.python import failure


class MemoryTransport:
    def __init__(self, clock):
        self.clock = clock
        self.buffer = b""
        self.ending = ""
        self.alive = True
        self.flushing = None

    def write(self, data):
        if self.alive and not self.ending:
            self.buffer += data
            self.flush_later()

    def loseWriteConnection(self):
        self.ending = self.ending or "half"
        self.flush_later()

    def loseConnection(self):
        self.ending = "all"
        self.flush_later()

    def flush_later(self):
        if self.flushing is None and self.alive:
            self.flushing = task.deferLater(self.clock, 0, self.flush)
            self.flushing.addErrback(lambda why: print("in the other protocol:", why))

    def flush(self):
        self.flushing = None
        data, self.buffer = self.buffer, b""
        if data and self.other.alive:
            self.other.protocol.dataReceived(data)
        if self.ending == "all":
            self.lost()
            self.other.lost()
        elif self.ending == "half":
            self.other.read_lost()

    def read_lost(self):
        if interfaces.IHalfCloseableProtocol.providedBy(self.protocol):
            self.protocol.readConnectionLost()
        else:
            self.loseConnection()

    def lost(self):
        if self.alive:
            self.alive = False
            self.protocol.connectionLost(failure.Failure(error.ConnectionDone()))


def join(clock, one, other):
    a, b = MemoryTransport(clock), MemoryTransport(clock)
    a.protocol, b.protocol = one, other
    a.other, b.other = b, a
    one.makeConnection(a)
    other.makeConnection(b)
