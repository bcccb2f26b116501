"""The reactor of a notebook: Twisted's own asyncio reactor, on a loop that runs already.

What it adds is small: it cannot be stopped (the kernel's loop would stop with it), it
keeps the ledger, and each timer runs in the context of the cell that set it.
"""

from __future__ import annotations

import asyncio
import errno
import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import wraps
from typing import Any

from twisted.internet import task
from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.defer import Deferred
from twisted.internet.error import CannotListenError

from workbook.bridge import ledger
from workbook.bridge.kinds import (
    keep_child,
    keep_connection,
    keep_connector,
    keep_port,
    take_over,
)
from workbook.bridge.pool import DaemonPool

SHUTDOWN = 1.0  # seconds that shutdown triggers may take at the end of the kernel


class WrongThread(RuntimeError):
    """Twisted was called from a thread that is not the reactor's."""


class InContext:
    """A timer's function, which takes along the context, and so the cell, that set it."""

    __slots__ = ("context", "function", "run")

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.context = copy_context()
        self.run = ledger.current.get()

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        self.context.run(self.function, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)  # its name, for whoever prints a DelayedCall


def forget(call: Any) -> None:
    """Cancel a timer; whoever kept it may do so too (web's connection pool does)."""
    call.cancel()
    call.cancel = call.reset = call.delay = lambda *args: None


def kept(name: str, keep: Callable[[Any], Any]) -> Any:
    """Return the reactor's method *name*; what it opens is written down by *keep*."""
    method = getattr(AsyncioSelectorReactor, name)

    @wraps(method)
    def keeping(self: NotebookReactor, *args: Any, **kwargs: Any) -> Any:
        self.check_thread()
        return keep(method(self, *args, **kwargs))

    return keeping


class NotebookReactor(AsyncioSelectorReactor):
    """The reactor that `from twisted.internet import reactor` gives in a notebook."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self.thread = threading.get_ident()
        self.programs: set[Deferred[Any]] = set()  # what cells wait for in reactor.run()

    listenUDP = kept("listenUDP", keep_port)
    listenMulticast = kept("listenMulticast", keep_port)
    listenUNIX = kept("listenUNIX", keep_port)
    adoptStreamPort = kept("adoptStreamPort", keep_port)
    adoptDatagramPort = kept("adoptDatagramPort", keep_port)
    adoptStreamConnection = kept("adoptStreamConnection", keep_connection)
    connectTCP = kept("connectTCP", keep_connector)
    connectUNIX = kept("connectUNIX", keep_connector)
    spawnProcess = kept("spawnProcess", keep_child)

    def listenTCP(self, port: int, factory: Any, backlog: int = 50, interface: str = "") -> Any:
        self.check_thread()
        try:
            return keep_port(super().listenTCP(port, factory, backlog, interface))
        except CannotListenError as error:
            if error.socketError.errno != errno.EADDRINUSE:
                raise
            if not take_over(port):
                error.add_note(f"Port {port} is taken. Ask for port 0: it means any free port.")
                raise
        return keep_port(super().listenTCP(port, factory, backlog, interface))

    def callLater(self, delay: float, callable: Any, *args: Any, **kw: Any) -> Any:
        self.check_thread()
        if getattr(callable, "__self__", None) is task._theCooperator:  # all cells share it
            return super().callLater(delay, callable, *args, **kw)
        in_context = InContext(callable)
        call = super().callLater(delay, in_context, *args, **kw)
        if in_context.run is not None and in_context.run.closed:
            forget(call)
        return call

    def addWriter(self, writer: Any) -> None:
        self.check_thread()  # every `transport.write` and `loseConnection` comes by here
        super().addWriter(writer)

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The asyncio loop that this reactor runs on."""
        return self._asyncioEventloop

    def check_thread(self) -> None:
        """Raise `WrongThread` unless this is the reactor's thread."""
        if threading.get_ident() != self.thread:
            raise WrongThread(
                "Twisted was called from another thread than the reactor's: take %%blocking"
                " away from the cell, or use reactor.callFromThread(function, ...)."
            )

    def close(self, run: ledger.Run) -> None:
        """Close everything that *run* opened, synchronously; cancel its timers."""
        for owner, call in self.timers():
            if owner is run:
                forget(call)
        run.close()

    def timers(self) -> list[tuple[ledger.Run, Any]]:
        """Return the pending timers that belong to a cell, each with the run that set it."""
        calls: Any = self.getDelayedCalls()
        owned = (call for call in calls if isinstance(call.func, InContext) and call.func.run)
        return [(call.func.run, call) for call in owned]

    def close_former(self, run: ledger.Run) -> None:
        """Close what the last run of *run*'s cell left open."""
        if run.former is not None:
            self.close(run.former)
            run.former = None

    def run(self, installSignalHandlers: bool = True) -> None:
        """Say that the reactor runs already; `paste` makes a top-level call wait instead."""
        print(
            "reactor.run() returned at once: in a notebook the reactor runs already, and"
            " your servers are live. At the top level of a cell it would wait."
        )

    def stop(self) -> None:
        """End the cell that waits in ``reactor.run()``, and close what this cell opened."""
        self.loop.call_soon(self._stop, ledger.current.get())  # not under the caller's feet

    def _stop(self, run: ledger.Run | None) -> None:
        if not self.programs:
            print("reactor.stop() closed what this cell opened; the notebook keeps its reactor.")
        for program in list(self.programs):
            program.cancel()
        if run is not None:
            self.close(run)

    def crash(self) -> None:
        """Do nothing: the loop is the kernel's."""

    def shut_down(self) -> None:
        """Fire the shutdown triggers at the end of the kernel; wait for them, but not long."""
        ended = threading.Event()
        self.addSystemEventTrigger("after", "shutdown", ended.set)
        if self.loop.is_running():  # in a thread of its own
            self.loop.call_soon_threadsafe(self.fireSystemEvent, "shutdown")
            ended.wait(SHUTDOWN)
            return
        self.addSystemEventTrigger("after", "shutdown", self.loop.stop)
        for end in (ended.set, self.loop.stop):
            self.loop.call_later(SHUTDOWN, end)
        self.loop.call_soon(self.fireSystemEvent, "shutdown")
        while not ended.is_set():  # the kernel may have left a stop of its own in the queue
            self.loop.run_forever()

    def _initThreadPool(self) -> None:
        self.threadpool = DaemonPool(0, 10, "twisted.internet.reactor")
        self._threadpoolStartupID = self.callWhenRunning(self.threadpool.start)
        self.threadpoolShutdownID = self.addSystemEventTrigger(
            "during", "shutdown", self._stopThreadPool
        )
