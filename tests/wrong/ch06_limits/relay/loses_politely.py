# exercise: relay
# rejected by: who_does_not_listen_is_cut_off
from collections import deque

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from zope.interface import implementer


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
            self.transport.loseConnection()

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
    factory = Factory.forProtocol(Member)
    factory.members, factory.limit = set(), limit
    return factory
