# exercise: in_order
r"""A server that looks things up: answers take their time, and come in the order of the questions.

Run it:  python in_order.py
Ask it:  printf '北京\ncafé\n' | nc 127.0.0.1 PORT    (the program prints PORT)
"""

import random
from collections import deque

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: start each look-up at once, but send the answers in the order of the questions.
# If the connection ends, cancel the look-ups that go on.
class Desk(LineOnlyReceiver):
    """One connection: each line is a question, and gets one line as its answer."""

    delimiter = b"\n"

    def connectionMade(self) -> None:
        """Begin: nothing has been asked."""
        self._answers: deque[Deferred] = deque()  # the oldest question's first

    def lineReceived(self, line: bytes) -> None:
        """Look up *line*, without waiting for other look-ups."""
        self._answers.append(Deferred.fromCoroutine(self._answer(line)))
        if len(self._answers) == 1:
            Deferred.fromCoroutine(self._send_all())

    async def _answer(self, line: bytes) -> bytes:
        """Return the answer to *line*; `sorry` if that fails with a `LookupError`."""
        try:
            return await self.factory.look_up(line)
        except LookupError:
            return b"sorry"

    async def _send_all(self) -> None:
        try:
            while self._answers:
                self.sendLine(await self._answers[0])
                self._answers.popleft()
        except CancelledError:
            pass  # nobody is there any more

    def connectionLost(self, reason) -> None:
        """Cancel what goes on: nobody will read the answer."""
        for answer in list(self._answers):
            answer.addErrback(lambda failure: failure.trap(CancelledError))
            answer.cancel()


def make_factory(reactor, look_up) -> Factory:
    """Return a factory; ``look_up(line)`` returns a Deferred of bytes."""
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory


async def main(reactor) -> None:
    """Answer until Ctrl-C; an answer is the question backwards, after up to a second."""

    def look_up(line: bytes) -> Deferred:
        return deferLater(reactor, random.random(), lambda: line.decode()[::-1].encode())

    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, look_up))
    print(f"Ask: nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
