"""The stop button, and the end of a child: signals that reach the right place.

While a cell awaits, ipykernel's handler of SIGINT leaves its work in the loop's queue, but
does not wake the loop (ipykernel#881): an 8 s sleep ended 7.5 s late. A loop that handles
any signal itself is woken by all of them, and a child's end must be handled anyway: no
other handler of this reactor reaps children.

A callback that never returns holds the loop, and so that handler's work, for ever. It is
broken by `Interrupted`: a KeyboardInterrupt would end the loop. Inside a Deferred it would
become a result, and the cell would go on waiting: so there the cell is cancelled as well.

Python's own handler, which ipykernel sets before a cell and takes away after it, may hit
ipykernel itself, and then no reply is ever sent. Ours hits nothing but a learner's code.
"""

from __future__ import annotations

import _thread
import asyncio
import ctypes
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from twisted.internet import defer
from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.base import ReactorBase
from twisted.internet.process import reapAllProcesses

from workbook.bridge.errors import MACHINERY
from workbook.bridge.reactor import NotebookReactor

CELL = InteractiveShell.run_code.__code__
CALLBACK = (
    AsyncioSelectorReactor._readOrWrite.__code__,
    ReactorBase.runUntilCurrent.__code__,
    defer.Deferred._runCallbacks.__code__,
    defer._inlineCallbacks.__code__,
    defer.maybeDeferred.__code__,
    defer.execute.__code__,
)
"""Whoever calls a learner's function, and makes a Failure of whatever it raises."""

NOBODYS = (*MACHINERY, "ipykernel.", "zmq.", "threading")
"""Whose code runs when Twisted itself works, and writes its log."""

PASSED = sys.stdlib_module_names | {"ipykernel", "zmq"}
"""Whose frames say nothing of who is at work: a cell prints through them, and so does a log."""

AGAIN = 0.002  # seconds


class Interrupted(Exception):
    """The stop button was pressed while a callback ran."""

    def __str__(self) -> str:
        return "the stop button was pressed"


def interrupted(frame: FrameType | None) -> type[BaseException] | None:
    """Return what to raise in *frame*: it belongs to a cell, to a callback, or to neither."""
    learners, inner = False, "IPython"
    while frame is not None:
        if frame.f_code is CELL:
            return None if inner.startswith("IPython") else KeyboardInterrupt
        if frame.f_code in CALLBACK:
            return Interrupted if learners else None
        inner = frame.f_globals.get("__name__", "")
        learners |= not inner.startswith(NOBODYS)
        frame = frame.f_back
    return None


def can_break(frame: FrameType | None) -> bool:
    """Return whether *frame* is not Twisted's, asyncio's or the bridge's; else press again soon.

    They could be left half done: a reactor that has noted when its timer fires, and has not
    set that timer, fires none any more.
    """
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.startswith(MACHINERY):
            threading.Timer(AGAIN, _thread.interrupt_main).start()
            return False
        if name.partition(".")[0] not in PASSED:
            return True
        frame = frame.f_back
    return True


def raise_in(thread: int | None, error: type[BaseException]) -> None:
    """Raise *error* in another thread, as soon as that runs Python again."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread or 0), ctypes.py_object(error))


def break_there(reactor: NotebookReactor) -> None:
    """Break what the learner's code does in the reactor's own thread, if it does anything."""
    frame = sys._current_frames().get(reactor.thread)
    error = interrupted(frame)
    if error is not None and can_break(frame):
        raise_in(reactor.thread, error)


def breaking(reactor: NotebookReactor, cancel: Any) -> Callable[[int, FrameType | None], None]:
    """Return a handler that breaks what runs now; *cancel* ends the cell that awaits."""

    def handle(number: int, frame: FrameType | None) -> None:
        error = interrupted(frame)
        if callable(cancel) and error is not KeyboardInterrupt:
            cancel(number, frame)
        if reactor.thread != threading.get_ident():
            break_there(reactor)
        if error is not None and can_break(frame):
            raise error

    return handle


def before_cell(reactor: NotebookReactor) -> None:
    """Let the stop button break what ipykernel's handler cannot, in a cell that awaits."""
    handler: Any = signal.getsignal(signal.SIGINT)
    if handler.__module__.startswith("ipykernel"):
        signal.signal(signal.SIGINT, breaking(reactor, handler))


def load(shell: Any, loop: asyncio.AbstractEventLoop, reactor: NotebookReactor) -> None:
    """Let signals wake the kernel's *loop*, reap children, and break callbacks between cells."""
    loop.add_signal_handler(signal.SIGCHLD, reactor.callFromThread, reapAllProcesses)
    ours = partial(signal.signal, signal.SIGINT, breaking(reactor, None))
    shell.kernel.pre_handler_hook = shell.kernel.post_handler_hook = ours
