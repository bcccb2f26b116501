# exercise: plain
from __future__ import annotations

from dataclasses import dataclass, field

from twisted.internet.interfaces import IAddress, IProtocol, ITransport
from twisted.internet.protocol import ServerFactory
from twisted.python.failure import Failure
from zope.interface import implementer


@implementer(IProtocol)
@dataclass(eq=False, slots=True)
class Plain:
    here: list[Plain]
    transport: ITransport | None = None

    def makeConnection(self, transport: ITransport) -> None:
        self.transport = transport
        self.connectionMade()

    def connectionMade(self) -> None:
        self.here.append(self)
        self.transport.write(b"%d here\n" % len(self.here))

    def dataReceived(self, data: bytes) -> None:
        self.transport.writeSequence([data.upper()])

    def connectionLost(self, reason: Failure) -> None:
        self.here.remove(self)


@dataclass(eq=False)
class Hall(ServerFactory):
    here: list[Plain] = field(default_factory=list)

    def buildProtocol(self, addr: IAddress) -> Plain:
        return Plain(self.here)


def make_factory(reactor):
    return Hall()
