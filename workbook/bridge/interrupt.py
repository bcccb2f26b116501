"""The stop button, and the end of a child: signals that reach the right place.

While a cell awaits, ipykernel's handler of SIGINT leaves its work in the loop's queue, but
does not wake the loop (ipykernel#881): an 8 s sleep ended 7.5 s late. A loop that handles
any signal itself is woken by all of them, and a child's end must be handled anyway: no
other handler of this reactor reaps children.

A callback that never returns holds the loop, and so that handler's work, for ever. It is
broken by `Interrupted`: a KeyboardInterrupt would end the loop.
"""

from __future__ import annotations

import asyncio
import ctypes
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.base import ReactorBase
from twisted.internet.process import reapAllProcesses

from workbook.bridge.errors import MACHINERY
from workbook.bridge.reactor import NotebookReactor

CELL = InteractiveShell.run_code.__code__
CALLBACK = (AsyncioSelectorReactor._readOrWrite.__code__, ReactorBase.runUntilCurrent.__code__)


class Interrupted(Exception):
    """The stop button was pressed while a callback ran."""

    def __str__(self) -> str:
        return "the stop button was pressed"


def interrupted(frame: FrameType | None) -> type[BaseException] | None:
    """Return what to raise in *frame*: it belongs to a cell, to a callback, or to neither."""
    learners = False
    while frame is not None:
        if frame.f_code is CELL:
            return KeyboardInterrupt
        if frame.f_code in CALLBACK:
            return Interrupted if learners else None
        learners |= not frame.f_globals.get("__name__", "").startswith(MACHINERY)
        frame = frame.f_back
    return None


def raise_in(thread: int | None, error: type[BaseException]) -> None:
    """Raise *error* in another thread, as soon as that runs Python again."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread or 0), ctypes.py_object(error))


def breaking(reactor: NotebookReactor, cancel: Any) -> Callable[[int, FrameType | None], None]:
    """Return a handler that breaks what runs now; *cancel* ends the cell that awaits."""

    def handle(number: int, frame: FrameType | None) -> None:
        error = interrupted(frame)
        if callable(cancel) and error is not KeyboardInterrupt:
            cancel(number, frame)
        if reactor.thread != threading.get_ident():
            there = interrupted(sys._current_frames().get(reactor.thread))
            if there is not None:
                raise_in(reactor.thread, there)
        if error is not None:
            raise error

    return handle


def before_cell(reactor: NotebookReactor) -> None:
    """Let the stop button break what ipykernel's handler cannot, in a cell that awaits."""
    handler: Any = signal.getsignal(signal.SIGINT)
    if handler is not signal.default_int_handler and handler.__module__ != __name__:
        signal.signal(signal.SIGINT, breaking(reactor, handler))


def load(shell: Any, loop: asyncio.AbstractEventLoop, reactor: NotebookReactor) -> None:
    """Let signals wake the kernel's *loop*, reap children, and break callbacks between cells."""
    loop.add_signal_handler(signal.SIGCHLD, reactor.callFromThread, reapAllProcesses)
    shell.kernel.saved_sigint_handler = breaking(reactor, None)  # set again after every cell
