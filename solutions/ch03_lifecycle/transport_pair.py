# exercise: transport_pair
"""Two protocols in one process, joined by a connection that exists only in memory.

Try it:  python transport_pair.py
"""

from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Protocol
from twisted.internet.task import Clock
from twisted.python.failure import Failure


# YOUR TURN: build `MemoryTransport`, one end of such a connection, and `join`, which makes two.
# No method here may call the other protocol before it returns: what the other side shall see
# goes through `clock.callLater(0, …)`, as if it travelled; such calls run in their order.
class MemoryTransport:
    """One end of a connection in memory: what its protocol writes arrives at the other's."""

    def __init__(self, clock, protocol) -> None:
        self._clock, self._protocol = clock, protocol
        self._may_write = self._connected = True

    def write(self, data: bytes) -> None:
        """Send *data*; after a close of ours, or the end of the connection, do nothing."""
        if self._may_write:
            self._clock.callLater(0, self.peer._arrive, data)

    def loseWriteConnection(self) -> None:
        """End our stream, after what was written. If the *other* protocol provides
        `IHalfCloseableProtocol`, its `readConnectionLost` is called; else the connection ends.
        """
        if self._may_write:
            self._may_write = False
            self._clock.callLater(0, self.peer._end_of_stream)

    def loseConnection(self) -> None:
        """End the connection, after what was written: both lose it, by a `ConnectionDone`."""
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
    left.peer, right.peer = right, left
    one.makeConnection(left)
    other.makeConnection(right)


# END OF YOUR TURN


class Listener(Protocol):
    def dataReceived(self, data: bytes) -> None:
        print("heard:", data.decode())


if __name__ == "__main__":
    clock, speaker = Clock(), Protocol()
    join(clock, speaker, Listener())
    speaker.transport.write("你好".encode())
    clock.advance(0)
