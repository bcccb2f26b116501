# exercise: relay
"""A relay: what one says, all others hear; and who does not listen is cut off.

Run it:   python relay.py
Join it:  nc 127.0.0.1 PORT    (in several terminals; the program prints PORT; stop one by Ctrl-Z)
"""

from collections import deque

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from zope.interface import implementer


# YOUR TURN: build `make_factory`. Each line, ended by LF, goes to all other clients as it came.
# Of what a client has not read, keep `limit` bytes at most, beside what its transport holds;
# with one more it is cut off. Nobody waits for it, and nobody else loses a line.
@implementer(IPushProducer)
class Member(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self) -> None:
        self._waiting, self._held, self._paused = deque(), 0, False
        self.factory.members.add(self)
        self.transport.registerProducer(self, True)

    def lineReceived(self, line: bytes) -> None:
        for member in self.factory.members - {self}:
            member.deliver(line + b"\n")

    def deliver(self, line: bytes) -> None:
        self._waiting.append(line)
        self._held += len(line)
        if not self._paused:
            self.resumeProducing()
        elif self._held > self.factory.limit:
            self.factory.members.discard(self)
            self.transport.abortConnection()

    def pauseProducing(self) -> None:
        self._paused = True

    def resumeProducing(self) -> None:
        self._paused = False
        while self._waiting and not self._paused:
            line = self._waiting.popleft()
            self._held -= len(line)
            self.transport.write(line)

    def connectionLost(self, reason) -> None:
        self.factory.members.discard(self)

    stopProducing = pauseProducing


def make_factory(reactor, limit: int) -> Factory:
    """Return a relay that keeps at most *limit* bytes for each client."""
    factory = Factory.forProtocol(Member)
    factory.members, factory.limit = set(), limit
    return factory


# END OF YOUR TURN


async def main(reactor) -> None:
    """Relay until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = (await door.listen(make_factory(reactor, limit=1 << 20))).getHost().port
    print(f"Join: nc 127.0.0.1 {port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
