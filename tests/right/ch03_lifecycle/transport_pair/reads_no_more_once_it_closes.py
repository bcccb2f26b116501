# exercise: transport_pair
"""Two protocols in one process, joined by a connection that exists only in memory.

Try it:  python transport_pair.py
"""

from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Protocol
from twisted.internet.task import Clock
from twisted.python.failure import Failure


class MemoryTransport:
    def __init__(self, clock, protocol) -> None:
        self.clock, self.protocol = clock, protocol
        self.peer = None
        self.closing = False
        self.writing = True
        self.connected = True

    def write(self, data: bytes) -> None:
        if self.writing and self.connected:
            self.clock.callLater(0, self.peer.arrive, data)

    def arrive(self, data):
        if self.connected and not self.closing:
            self.protocol.dataReceived(data)

    def loseWriteConnection(self) -> None:
        if self.writing and self.connected:
            self.writing = False
            self.clock.callLater(0, self.peer.ended)

    def ended(self):
        if not self.connected:
            return
        if IHalfCloseableProtocol.providedBy(self.protocol):
            self.protocol.readConnectionLost()
        else:
            self.loseConnection()

    def loseConnection(self) -> None:
        if self.connected:
            self.closing = True
            self.writing = False
            self.clock.callLater(0, self.lost)
            self.clock.callLater(0, self.peer.lost)

    def lost(self):
        if self.connected:
            self.connected = self.writing = False
            self.protocol.connectionLost(Failure(ConnectionDone()))


def join(clock, one, other) -> None:
    left, right = MemoryTransport(clock, one), MemoryTransport(clock, other)
    left.peer, right.peer = right, left
    one.makeConnection(left)
    other.makeConnection(right)


class Listener(Protocol):
    def dataReceived(self, data: bytes) -> None:
        print("heard:", data.decode())


if __name__ == "__main__":
    clock, speaker = Clock(), Protocol()
    join(clock, speaker, Listener())
    speaker.transport.write("你好".encode())
    clock.advance(0)
