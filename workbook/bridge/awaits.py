"""``await`` of a Deferred in a cell, whose coroutine is driven by asyncio (twisted#9806).

asyncio refuses what it does not know: "Task got bad yield". So a pending Deferred yields
an `Awaited`: to Twisted's drivers (``inlineCallbacks``, ``ensureDeferred``) it is the
Deferred that they always saw, to an asyncio task it is a future. Only what drives can
tell, so replacing ``__await__`` by ``asFuture`` would break Twisted's (buildbot#7327).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextvars import Context
from typing import Any

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from workbook.bridge.errors import fold
from workbook.bridge.reactor import NotebookReactor, WrongThread

DEFERRED: Any = Deferred
_await = DEFERRED.__await__


class Awaited(Deferred[Any]):
    """One ``await`` of one Deferred, as its driver sees it."""

    _asyncio_future_blocking = True  # asyncio's mark of a future that is being awaited

    def __init__(self, deferred: Deferred[Any]) -> None:
        self.deferred = deferred
        self.results: list[Any] = []
        self.wake: Callable[[], object] | None = None

    def addBoth(self, *args: Any, **kwargs: Any) -> Any:
        """Twisted's side: the driver adds the callback that resumes its coroutine."""
        return self.deferred.addBoth(*args, **kwargs)

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """asyncio's side: the future belongs to the loop of the task that asks."""
        return asyncio.get_running_loop()

    def add_done_callback(
        self, wakeup: Callable[[Any], object], *, context: Context | None = None
    ) -> None:
        """asyncio's side: *wakeup* resumes the task."""
        loop = asyncio.get_running_loop()
        self.wake = lambda: loop.call_soon(wakeup, self, context=context)
        self.deferred.addBoth(self.fire)

    def fire(self, result: Any) -> None:
        """Take the result, as ``asFuture`` does: the Deferred goes on with None."""
        self.results.append(result)
        self.wake_up()

    def wake_up(self) -> None:
        """Resume the task; once."""
        if self.wake is not None:
            self.wake()
            self.wake = None

    def result(self) -> None:  # type: ignore[override]
        """asyncio's side: nothing was raised; `wait` has the result."""

    def cancel(self, msg: object = None) -> None:
        """Cancel the Deferred. A task is woken at once, and asyncio throws into it.

        An errback can turn a cancellation into another wait, and a cell that cannot be
        interrupted takes the kernel with it.
        """
        self.deferred.cancel()
        self.wake_up()


def wait(self: Deferred[Any]) -> Generator[Any, Any, Any]:
    """``Deferred.__await__``, for whoever drives."""
    __tracebackhide__ = True
    while not self.called or self.paused:
        awaited = Awaited(self)
        yield awaited
        if awaited.results:  # asyncio drove
            result = awaited.results[0]
            if isinstance(result, Failure):
                raise result.value.with_traceback(fold(result.getTracebackObject()))
            return result
    return (yield from _await(self))


def load(reactor: NotebookReactor) -> None:
    """Let every Deferred of this process be awaited by Twisted and by asyncio.

    ``asFuture`` with the loop of another thread would hang; now it says so.
    """
    as_future = DEFERRED.asFuture

    def checked(self: Deferred[Any], loop: asyncio.AbstractEventLoop) -> asyncio.Future[Any]:
        if loop is not reactor.loop:
            raise WrongThread("asFuture needs the reactor's own loop: take %%blocking away.")
        return as_future(self, loop)

    DEFERRED.__await__ = wait
    DEFERRED.asFuture = checked
