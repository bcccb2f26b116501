# exercise: transport_pair
# rejected by: what_is_written_arrives
"""Two protocols in one process, joined by a connection that exists only in memory.

Try it:  python transport_pair.py
"""

from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Protocol
from twisted.internet.task import Clock
from twisted.python.failure import Failure


class MemoryTransport:
    """One end of a connection in memory: what its protocol writes arrives at the other's."""

    def __init__(self, clock, protocol) -> None:
        self._clock, self._protocol = clock, protocol
        self._may_write = self._connected = True

    def write(self, data: bytes) -> None:
        """Send *data*; after a close, or the end of the connection, do nothing."""
        if self._may_write:
            self._clock.callLater(0, self.peer._arrive, data)

    def loseWriteConnection(self) -> None:
        """End our stream, after what was written.

        Who provides `IHalfCloseableProtocol` is told; for any other, the connection ends.
        """
        if self._may_write:
            self._may_write = False
            self._clock.callLater(0, self.peer._end_of_stream)

    def loseConnection(self) -> None:
        """End the connection, after what was written; both protocols get a `ConnectionDone`."""
        self._may_write = False
        self._clock.callLater(0, self.peer._lose)

    def _arrive(self, data: bytes) -> None:
        if self._connected:
            self._protocol.dataReceived(data)

    def _end_of_stream(self) -> None:
        if IHalfCloseableProtocol.providedBy(self._protocol):
            self._protocol.readConnectionLost()
        else:
            self.loseConnection()

    def _lose(self) -> None:
        if self._connected:
            self._may_write = self._connected = False
            self._clock.callLater(0, self.peer._lose)
            self._protocol.connectionLost(Failure(ConnectionDone()))


def join(clock, one, other) -> None:
    """Connect two protocols: the `makeConnection` of each gets a `MemoryTransport`."""
    left, right = MemoryTransport(clock, one), MemoryTransport(clock, other)
    one.makeConnection(left)
    other.makeConnection(right)
    left.peer, right.peer = right, left


class Listener(Protocol):
    def dataReceived(self, data: bytes) -> None:
        print("heard:", data.decode())


if __name__ == "__main__":
    clock, speaker = Clock(), Protocol()
    join(clock, speaker, Listener())
    speaker.transport.write("你好".encode())
    clock.advance(0)
