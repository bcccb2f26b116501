# exercise: firehose
# rejected by: a_pause_has_an_end
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer

MIB = 1 << 20
CHUNK = b"~" * (1 << 16)  # bytes; 16 of them are a MiB


@implementer(IPushProducer)
class Hose:
    def __init__(self, transport, size: int) -> None:
        self._transport, self._left, self._paused = transport, size, False
        transport.registerProducer(self, True)
        self.resumeProducing()

    def pauseProducing(self) -> None:
        self._paused = True

    def resumeProducing(self) -> None:
        self._paused = False
        while self._left and not self._paused:
            piece = CHUNK[: self._left]
            self._left -= len(piece)
            self._transport.write(piece)
        if not self._left:
            self._transport.unregisterProducer()
            self._transport.abortConnection()

    def stopProducing(self) -> None:
        self._paused, self._left = True, 0


class Tap(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:
        Hose(self.transport, int(line.removeprefix(b"GET ")) * MIB)


def make_factory(reactor) -> Factory:
    return Factory.forProtocol(Tap)
