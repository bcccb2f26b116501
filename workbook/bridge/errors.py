"""Errors that nobody handled, shown at once, in the cell that caused them.

Twisted logs them, and in a notebook nobody sees that log. A failed Deferred is reported
when it is collected: later, in another cell, or never if a name holds it.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import warnings
from collections import deque
from collections.abc import Iterable
from contextvars import copy_context
from types import TracebackType
from typing import Any, ClassVar
from weakref import WeakSet

from IPython.core.interactiveshell import InteractiveShell
from twisted.internet import defer
from twisted.logger import ILogObserver, LogEvent, globalLogBeginner, globalLogPublisher
from twisted.python.failure import Failure

from workbook.bridge import ledger
from workbook.bridge.reactor import NotebookReactor

seen: deque[str] = deque(maxlen=100)
"""The last unhandled errors, oldest first, as ``ValueError: why``."""

MACHINERY = (
    *("twisted.", "zope.", "asyncio.", "concurrent.futures"),
    *("workbook.bridge.", "workbook.record", "workbook.replay"),
)


def fold(traceback: Any) -> TracebackType | None:
    """Return *traceback* without the frames of Twisted, asyncio, the bridge and a recording.

    If nothing else is in it, it stays as it is. None if it is no real traceback (a
    Failure that was cleaned has a lookalike).
    """
    if not isinstance(traceback, TracebackType):
        return None
    kept: list[TracebackType] = []
    at: TracebackType | None = traceback
    while at is not None:
        if not at.tb_frame.f_globals.get("__name__", "").startswith(MACHINERY):
            kept.append(at)
        at = at.tb_next
    folded = None
    for one in reversed(kept):
        folded = TracebackType(folded, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return folded or traceback


class Unhandled(defer.DebugInfo):
    """Remembers where its Deferred failed, and reports there, wherever it is collected."""

    told = False
    alive: ClassVar[WeakSet[Unhandled]] = WeakSet()
    watch: ClassVar[Watch]

    def __init__(self) -> None:
        self.context = copy_context()
        self.alive.add(self)
        self.watch.look_soon()

    def __del__(self) -> None:
        if not self.told:
            self.context.run(super().__del__)


class Watch:
    """Looks for what failed, and shows it as the shell shows exceptions."""

    def __init__(self, shell: Any, reactor: NotebookReactor) -> None:
        self.shell = shell
        self.reactor = reactor
        self.due = False

    def observe(self, event: LogEvent) -> None:
        """Show the failure in an event of Twisted's log, unless its cell was run again."""
        failure = event.get("log_failure") or event.get("failure")  # `log.err` says the latter
        run = ledger.current.get()
        if failure is not None and not (run and run.closed):
            self.show(failure, "Nobody handled this error:")

    def show(self, failure: Failure, headline: str) -> None:
        """Print *headline*, and the traceback of the learner's own lines."""
        seen.append(f"{failure.type.__name__}: {failure.value}")
        lines = self.shell.InteractiveTB.structured_traceback(
            failure.type, failure.value, fold(failure.getTracebackObject())
        )
        print(headline, *lines, sep="\n", file=sys.stderr)

    def look_soon(self) -> None:
        """A Deferred has just failed; its errback may still come."""
        if not self.due:
            self.due = True
            self.reactor.loop.call_soon_threadsafe(self.look)

    def look(self) -> None:
        """Report failed Deferreds that nothing holds any more, or only a name."""
        self.due = False
        if any(info.failResult and not info.told for info in Unhandled.alive):
            gc.collect()  # a failed coroutine is a cycle: frame, traceback, Failure
        if not ledger.running():
            self.look_at_names()

    def look_at_names(self) -> None:
        """Report every failed Deferred that a name of the notebook holds, once."""
        for name, value in list(self.shell.user_ns.items()):
            info = getattr(value, "_debugInfo", None) if isinstance(value, defer.Deferred) else None
            if isinstance(info, Unhandled) and info.failResult and not info.told:
                info.told = True
                headline = f"`{name}` holds an error that nobody has handled; await `{name}`:"
                info.context.run(self.show, info.failResult, headline)


def file_of(observer: Any) -> Any:
    """Return what tells the file of *observer*: its ``flush``, if it is one of Twisted's two.

    IPython gives ``sys.stdout`` another ``write`` in each cell, and `startLogging` keeps that.
    """
    emit = getattr(observer, "legacyObserver", None)
    writer = getattr(emit, "__self__", getattr(observer, "_outFile", None))
    return getattr(writer, "flush", observer)


class Logging:
    """``log.startLogging(sys.stdout)`` that can be run again, and leaves stdout alone.

    Twisted's would put its log in the place of ``sys.stdout`` for good. Each pasted program
    starts a log, and stdout would show each event as often as there are cells that did.
    """

    def __init__(self) -> None:
        self.begun: list[tuple[str, ILogObserver]] = []

    def begin(self, observers: Iterable[ILogObserver], *args: Any, **kwargs: Any) -> None:
        """Stand in for ``globalLogBeginner.beginLoggingTo``."""
        run = ledger.current.get()
        cell = run.cell if run else ""
        begins = [(cell, observer) for observer in observers]
        files = [file_of(observer) for _, observer in begins]
        for former in self.begun.copy():
            if former[0] == cell or file_of(former[1]) in files:
                self.begun.remove(former)
                globalLogPublisher.removeObserver(former[1])
        self.begun += begins
        for _, observer in begins:
            globalLogPublisher.addObserver(observer)


def show_folded(shell: Any, kind: type, error: BaseException, traceback: Any, **_: Any) -> None:
    """Show what ended a cell, without the frames between the learner's line and the cause."""
    ran = traceback.tb_frame.f_code is InteractiveShell.run_code.__code__  # else: did not compile
    shell.showtraceback((kind, error, fold(traceback)), running_compiled_code=ran)


def load(shell: Any, reactor: NotebookReactor) -> Watch:
    """Begin to show what nobody handles in *shell*."""
    watch = Unhandled.watch = Watch(shell, reactor)
    beginner: Any = globalLogBeginner
    endings = (Exception, asyncio.CancelledError, KeyboardInterrupt)
    shell.set_custom_exc(endings, show_folded)
    defer.DebugInfo = Unhandled  # type: ignore[misc]
    show = warnings.showwarning
    beginner.beginLoggingTo([watch.observe], discardBuffer=True, redirectStandardIO=False)
    warnings.showwarning = show  # else warnings end in a log that nobody sees
    beginner.beginLoggingTo = Logging().begin
    return watch
