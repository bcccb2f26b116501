"""Say to a learner's server what a check has said to it, and draw what happens."""

from __future__ import annotations

from typing import Any

from twisted.internet.endpoints import TCP4ClientEndpoint, TCP4ServerEndpoint, connectProtocol
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import deferLater

from workbook import words
from workbook.pictures import Picture, ribbons
from workbook.record import record

HERE = "127.0.0.1"
TURNS = 5  # of the loop, in which what was written is sent and read
PATIENCE = 0.3  # seconds for the last answer

Step = bytes | str
"""Bytes to send; or ``half_close``, ``close`` or ``reset``."""


class Client(Protocol):
    """Says what it is told to; what comes is in the recording."""

    def take(self, step: Step) -> None:
        """Do one step."""
        transport: Any = self.transport
        ending = {
            "half_close": transport.loseWriteConnection,
            "close": transport.loseConnection,
            "reset": transport.abortConnection,
        }
        if isinstance(step, bytes):
            transport.write(step)
        else:
            ending[step]()


async def replay(
    reactor: Any, factory: Factory, *steps: Step | tuple[int, Step], see: int = 1
) -> Picture:
    """Serve *factory* on a free port, take *steps* one after the other, and draw them.

    Args:
        steps: those of the first connection; ``(2, b"…")`` is one of the second.
        see: the number of the connection to draw.
    """
    clients: dict[int, Client] = {}
    with record(reactor) as run:
        port = await TCP4ServerEndpoint(reactor, 0, interface=HERE).listen(factory)
        there = TCP4ClientEndpoint(reactor, HERE, port.getHost().port)
        for step in steps or (b"",):
            number, what = step if isinstance(step, tuple) else (1, step)
            if number not in clients:
                clients[number] = await connectProtocol(there, Client())
            clients[number].take(what)
            for _ in range(TURNS):
                await deferLater(reactor, 0)
        await deferLater(reactor, PATIENCE)
    for client in clients.values():
        client.take("close")
    await port.stopListening()
    return ribbons(run, see, words.REPLAYED)
