"""Results that may not be there yet, and how it stands with each."""

from __future__ import annotations

import inspect
import threading
from typing import Any

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from workbook.engine.worker.answer import Answer
from workbook.engine.worker.reactor import WorkerReactor


class Results:
    """The pending results of *answer*, by number."""

    def __init__(self, answer: Answer, reactor: WorkerReactor) -> None:
        self._answer, self._reactor = answer, reactor
        self._deferreds: list[Deferred[Any]] = []
        self.states: list[dict[str, Any]] = []

    def watch(self, result: Any, as_thing: bool) -> int:
        """Return the number of *result*; its state changes when it is there."""
        state: dict[str, Any] = {"state": "pending"}
        self.states.append(state)

        def done(value: Any) -> None:
            faults = self._answer.faults
            if threading.current_thread() is not threading.main_thread():
                faults.complain("thread")
            if isinstance(value, Failure):
                error = faults.describe(value.value, value.getTracebackObject())
                state.update(state="failed", error=error)
            else:
                state.update(state="done", value=self._answer.plain(value, as_thing))
            state["listening"] = ports(self._reactor)

        self._deferreds.append(as_deferred(result).addBoth(done))
        return len(self._deferreds) - 1

    def cancel(self, number: int) -> None:
        """Cancel one."""
        self._deferreds[number].cancel()


def ports(reactor: WorkerReactor) -> list[int]:
    """Return the ports that the program listens on."""
    return [port.getHost().port for port in reactor.listening]


def as_deferred(result: Any) -> Deferred[Any]:
    """Return a Deferred that fires with *result*, whatever kind of thing that is."""
    if isinstance(result, Deferred):
        return result
    if inspect.iscoroutine(result):
        return Deferred.fromCoroutine(result)
    deferred: Deferred[Any] = Deferred()
    deferred.callback(result)
    return deferred
