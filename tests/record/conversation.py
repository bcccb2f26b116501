"""A reactor of its own for each test, and conversations on it to record."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.defer import Deferred, ensureDeferred
from twisted.internet.endpoints import clientFromString, serverFromString
from twisted.internet.protocol import Factory, Protocol
from twisted.protocols.basic import LineReceiver

ALL = 5  # seconds; then a test fails instead of hanging


class Pong(LineReceiver):
    """Answers each line."""

    def lineReceived(self, line):
        self.sendLine(line.replace(b"PING", b"PONG"))


class Asker(LineReceiver):
    """Knows when so many lines have come, and when it is over."""

    def __init__(self):
        self.lines, self.over, self.waiting = [], Deferred(), {}

    def lineReceived(self, line):
        self.lines.append(line)
        if len(self.lines) in self.waiting:
            self.waiting.pop(len(self.lines)).callback(self.lines)

    def have(self, number):
        """Return what fires when *number* lines have come."""
        self.waiting[number] = Deferred()
        return self.waiting[number]

    def connectionLost(self, reason):
        self.over.callback(reason.type.__name__)


@contextmanager
def reactor_of_its_own() -> Iterator[Any]:
    """Yield a reactor that runs nothing yet; close its loop afterwards."""
    reactor = AsyncioSelectorReactor(asyncio.new_event_loop())
    reactor.startRunning(installSignalHandlers=False)
    yield reactor
    reactor.fireSystemEvent("shutdown")
    reactor._asyncioEventloop.run_forever()  # the end of the shutdown stops it
    for reader in list(reactor._internalReaders):
        reactor.removeReader(reader)
        reader.connectionLost(None)
    reactor._asyncioEventloop.close()


def finish(reactor, coroutine):
    """Run *coroutine* on *reactor* to its end, and return its result."""
    loop = reactor._asyncioEventloop
    done = ensureDeferred(coroutine).asFuture(loop)
    return loop.run_until_complete(asyncio.wait_for(done, ALL))


async def listen(reactor, protocol):
    """Serve *protocol* on a free port."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    return await door.listen(Factory.forProtocol(protocol))


async def connect(reactor, port, protocol=Asker) -> Protocol:
    """Connect to a port that listens."""
    endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{port.getHost().port}")
    return await endpoint.connect(Factory.forProtocol(protocol))


async def ping(reactor, server=Pong):
    """Three writes at once, one line in two pieces; return what the client saw."""
    port = await listen(reactor, server)
    client = await connect(reactor, port)
    three, four = client.have(3), client.have(4)
    for number in range(3):
        client.transport.write(b"PING %d\r\n" % number)
    await three
    client.transport.write(b"PIN")
    client.transport.writeSequence([b"G ", "你\r\n".encode()])
    await four
    client.transport.loseConnection()
    why = await client.over
    await port.stopListening()
    return client.lines, why
