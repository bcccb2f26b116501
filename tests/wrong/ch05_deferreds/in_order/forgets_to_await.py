# exercise: in_order
# rejected by: a_question_is_answered
import random
from collections import deque

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    def connectionMade(self) -> None:
        self._answers: deque[Deferred] = deque()  # the oldest question's first

    def lineReceived(self, line: bytes) -> None:
        self._answers.append(Deferred.fromCoroutine(self._answer(line)))
        if len(self._answers) == 1:
            Deferred.fromCoroutine(self._send_all())

    async def _answer(self, line: bytes) -> bytes:
        try:
            return self.factory.look_up(line)
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
        for answer in list(self._answers):
            answer.addErrback(lambda failure: failure.trap(CancelledError))
            answer.cancel()


def make_factory(reactor, look_up) -> Factory:
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
