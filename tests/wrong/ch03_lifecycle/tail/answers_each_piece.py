# exercise: tail
# rejected by: the_last_line_comes_first
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


def last_line_first(text: bytes) -> bytes:
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return b"".join(line + b"\n" for line in reversed(lines))


class Tail(Protocol):
    def dataReceived(self, data):
        self.transport.write(last_line_first(data))


def make_factory(reactor):
    return Factory.forProtocol(Tail)
