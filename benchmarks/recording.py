"""What recording costs: an echo of 10,000 messages, with and without, in one run."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from twisted.internet import asyncioreactor
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import clientFromString, serverFromString
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import react

from workbook.record import record

MESSAGES = 10_000
ROUNDS = 7


class Echo(Protocol):
    """Sends back what comes."""

    def dataReceived(self, data: bytes) -> None:
        """Echo."""
        self.transport.write(data)


class Asker(Protocol):
    """Sends the next message when the last one has come back."""

    def ask(self, times: int) -> Deferred[None]:
        """Return what fires when *times* messages have come back."""
        self.left, self.done = times, Deferred[None]()
        self.transport.write(b"hello, hello\r\n")
        return self.done

    def dataReceived(self, data: bytes) -> None:
        """Ask again, or say that it is done."""
        self.left -= 1
        if self.left:
            self.transport.write(data)
        else:
            self.done.callback(None)


async def main(reactor: Any) -> None:
    """Print the least processor seconds of each kind, and their ratio; the rounds take turns."""
    door = await serverFromString(reactor, "tcp:0:interface=127.0.0.1").listen(
        Factory.forProtocol(Echo)
    )
    endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{door.getHost().port}")
    asker: Any = await endpoint.connect(Factory.forProtocol(Asker))
    taken: dict[Any, list[float]] = {contextlib.nullcontext: [], record: []}
    for _ in range(ROUNDS):
        for around, seconds in taken.items():
            began = time.process_time()
            with around():
                await asker.ask(MESSAGES)
            seconds.append(time.process_time() - began)
    without, recorded = (min(seconds) for seconds in taken.values())
    print(f"without {without:.3f} s, recorded {recorded:.3f} s: {recorded / without:.2f} times")
    asker.transport.loseConnection()
    await door.stopListening()


if __name__ == "__main__":
    asyncioreactor.install(asyncio.new_event_loop())
    react(main)
