# exercise: transport_pair
from collections import deque

from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHalfCloseableProtocol, ITransport
from twisted.python.failure import Failure
from zope.interface import implementer


class Wire:
    """What travels, in both directions, one thing a turn."""

    def __init__(self, clock):
        self.clock, self.queue = clock, deque()

    def put(self, call, *args):
        if not self.queue:
            self.clock.callLater(0, self.deliver)
        self.queue.append((call, args))

    def deliver(self):
        call, args = self.queue[0]
        call(*args)
        self.queue.popleft()
        if self.queue:
            self.clock.callLater(0, self.deliver)


@implementer(ITransport)
class MemoryTransport:
    disconnecting = disconnected = False

    def __init__(self, wire, protocol):
        self.wire, self.protocol = wire, protocol

    def write(self, data):
        if not self.disconnecting:
            self.wire.put(self.other.received, data)

    def writeSequence(self, pieces):
        self.write(b"".join(pieces))

    def getPeer(self):
        return "memory"

    def getHost(self):
        return "memory"

    def loseWriteConnection(self):
        if not self.disconnecting:
            self.disconnecting = True
            self.wire.put(self.other.half_closed)
            if IHalfCloseableProtocol.providedBy(self.protocol):
                self.protocol.writeConnectionLost()

    def loseConnection(self):
        self.disconnecting = True
        self.wire.put(self.closed)
        self.wire.put(self.other.closed)

    def received(self, data):
        if not self.disconnected:
            self.protocol.dataReceived(data)

    def half_closed(self):
        if self.disconnected:
            return
        half = IHalfCloseableProtocol(self.protocol, None)
        if half is None:
            self.loseConnection()
        else:
            half.readConnectionLost()

    def closed(self):
        if not self.disconnected:
            self.disconnecting = self.disconnected = True
            self.protocol.connectionLost(Failure(ConnectionDone("in memory")))


def join(clock, one, other):
    wire = Wire(clock)
    ends = [MemoryTransport(wire, each) for each in (one, other)]
    ends[0].other, ends[1].other = ends[1], ends[0]
    for end in ends:
        end.protocol.makeConnection(end)
