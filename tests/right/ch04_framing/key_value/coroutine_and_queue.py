# exercise: key_value
from twisted.internet.defer import CancelledError, Deferred, DeferredQueue
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


def answer(line: bytes) -> bytes:
    try:
        record = line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return b"ERR not utf-8"
    key, colon, value = record.partition(":")
    return f"OK {key}={value}".encode() if colon else b"ERR no colon"


class KeyValue(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self) -> None:
        self.lines = DeferredQueue()
        self.conversation = Deferred.fromCoroutine(self.talk())
        self.conversation.addErrback(lambda failure: failure.trap(CancelledError))

    def lineReceived(self, line: bytes) -> None:
        self.lines.put(line)

    def connectionLost(self, reason) -> None:
        self.conversation.cancel()

    async def talk(self) -> None:
        while True:
            line = await self.lines.get()
            self.sendLine(answer(line))


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
