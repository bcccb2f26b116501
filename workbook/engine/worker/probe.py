"""A function of the check's, beside the answer: it records its calls, and answers by steps."""

from __future__ import annotations

import importlib
import threading
from typing import Any

from twisted.internet import defer
from twisted.python.failure import Failure

from workbook.engine.worker.reactor import GivenReactor

Described = tuple[str, str, tuple[Any, ...]]


class Probe:
    """Answers each call by the next of *steps*, pairs of a method's name and its argument.

    Args:
        clock: tells the time of a call.
    """

    __name__ = "probe"  # as a function has it

    def __init__(self, steps: list[tuple[str, Any]], clock: GivenReactor) -> None:
        self._steps, self._clock = steps, clock
        self._calls: list[tuple[Any, ...]] = []
        self._times: list[float] = []
        self._from_threads: list[int] = []
        self._cancelled: list[int] = []
        self._pending: dict[int, defer.Deferred[Any]] = {}

    def __call__(self, *args: Any, **named: Any) -> Any:
        number = len(self._calls)
        self._calls.append(tuple(map(cause, (*args, *named.values()))))
        self._times.append(self._clock.seconds())
        if threading.current_thread() is not threading.main_thread():
            self._from_threads.append(number)
        how, what = self._steps[min(number, len(self._steps) - 1)]
        return self.pending(number) if how == "pending" else getattr(self, how)(what)

    def told(self) -> dict[str, Any]:
        """Return what was seen so far."""
        return {
            "calls": self._calls,
            "times": self._times,
            "from_threads": self._from_threads,
            "cancelled": self._cancelled,
        }

    def fire(self, number: int, value: Any) -> None:
        """Give a call its value; one that was cancelled has it already."""
        if not self._pending[number].called:
            self._pending[number].callback(value)

    def fail(self, number: int, error: Described) -> None:
        """Let a call fail."""
        self.fire(number, Failure(made(error)))

    def pending(self, number: int) -> defer.Deferred[Any]:
        """Return a Deferred that waits for the check."""
        waiting: defer.Deferred[Any] = defer.Deferred(lambda _: self._cancelled.append(number))
        self._pending[number] = waiting
        return waiting

    def returns(self, value: Any) -> Any:
        """Return a plain value."""
        return value

    def raises(self, error: Described) -> None:
        """Raise."""
        raise made(error)

    def fires(self, value: Any) -> defer.Deferred[Any]:
        """Return a Deferred that has its value."""
        return defer.succeed(value)

    def fails(self, error: Described) -> defer.Deferred[Any]:
        """Return a Deferred that has failed."""
        return defer.fail(made(error))


def made(error: Described) -> Exception:
    """Return the exception that the check described."""
    module, name, args = error
    found: Exception = getattr(importlib.import_module(module), name)(*args)
    return found


def cause(value: Any) -> Any:
    """Return the exception in a Failure, whose type says more, and anything else as it is."""
    return value.value if isinstance(value, Failure) else value
