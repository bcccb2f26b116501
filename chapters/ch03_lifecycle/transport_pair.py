# exercise: transport_pair
# built 0cf8d07b4fae9c83 from solutions/ch03_lifecycle/transport_pair.py
# Your own copy, to write in and to run: my/ch03_lifecycle/transport_pair.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/transport_pair.py")
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
        raise NotImplementedError

    def write(self, data: bytes) -> None:
        """Send *data*; after a close of ours, or the end of the connection, do nothing."""
        raise NotImplementedError

    def loseWriteConnection(self) -> None:
        """End our stream, after what was written. If the *other* protocol provides
        `IHalfCloseableProtocol`, its `readConnectionLost` is called; else the connection ends.
        """
        raise NotImplementedError

    def loseConnection(self) -> None:
        """End the connection, after what was written: both lose it, by a `ConnectionDone`."""
        raise NotImplementedError


def join(clock, one, other) -> None:
    """Connect two protocols: the `makeConnection` of each gets a `MemoryTransport`."""
    raise NotImplementedError


class Listener(Protocol):
    def dataReceived(self, data: bytes) -> None:
        print("heard:", data.decode())


if __name__ == "__main__":
    clock, speaker = Clock(), Protocol()
    join(clock, speaker, Listener())
    speaker.transport.write("你好".encode())
    clock.advance(0)
