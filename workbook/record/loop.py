"""The reactor's loop: what its one thread ran, how long, and the timers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from twisted.internet.base import DelayedCall
from twisted.python.log import callWithLogger

from workbook.record.connections import innermost
from workbook.record.names import name_of
from workbook.record.patches import Method, Patches
from workbook.record.recording import MOST, Callback, Recording, Timer

KERNEL = ("ipykernel.", "IPython.", "workbook.")


@contextmanager
def recorded_loop(run: Recording, began: float, reactor: Any) -> Iterator[None]:
    """Record *reactor*'s timers into *run*, and each callback of its asyncio loop if it has one."""
    thread = Thread(run, began, reactor)
    with Patches() as patches:
        if reactor is not None:
            patches.put(DelayedCall, "called", Called(thread))
            patches.wrap(asyncio.Handle, "_run", thread.around)
        try:
            yield
        finally:
            thread.finish()


class Thread:
    """The one thread: it runs one thing at a time, so the next one ends the one before."""

    def __init__(self, run: Recording, zero: float, reactor: Any) -> None:
        self._run, self._zero, self._reactor = run, zero, reactor
        self._loop = getattr(reactor, "_asyncioEventloop", None)
        self._began: float | None = None
        self._name = ""
        self._spans: list[tuple[float, float, str]] = []
        self._names: dict[tuple[type, bool], str] = {}

    def around(self, method: Method) -> Method:
        """Wrap ``Handle._run``: the loop calls nothing in any other way."""

        def _run(handle: Any) -> Any:
            __tracebackhide__ = True
            if handle._loop is not self._loop:
                return method(handle)
            self._name = self._name_of(handle) if len(self._spans) < MOST else ""
            self._began = perf_counter()
            try:
                return method(handle)
            finally:
                self._end(perf_counter())

        return _run

    def timer(self, call: Any) -> None:
        """Note that a delayed call runs now; a ``Clock`` in a test has timers of its own."""
        if call.seconds != self._reactor.seconds:
            return
        now, name = perf_counter(), name_of(call.func)
        ran, late = now - self._zero, call.seconds() - call.getTime()
        self._run.timers.append(Timer(ran - late, ran, name))
        if self._end(now):
            self._began, self._name = now, name

    def _end(self, now: float) -> bool:
        """Note the end of what runs now, if anything does; return whether it did."""
        began, self._began = self._began, None
        if began is not None and len(self._spans) < MOST:
            self._spans.append((began, now, self._name))
        elif began is not None:
            self._run.missed += 1
        return began is not None

    def finish(self) -> None:
        """Sort the notes into the recording; what runs now has ended it."""
        self._end(perf_counter())
        self._run.callbacks += [
            Callback(began - self._zero, ended - began, name) for began, ended, name in self._spans
        ]

    def _name_of(self, handle: Any) -> str:
        task = getattr(handle._callback, "__self__", None)
        if isinstance(task, asyncio.Task):
            return coroutine_name(task.get_coro())
        if handle._callback is not callWithLogger:
            return name_of(handle._callback)
        selectable, *_, reads = handle._args
        protocol = getattr(selectable, "protocol", None) or selectable
        name = self._names.get((type(protocol), reads))
        if name is None:
            inner = innermost(protocol)
            name = f"{type(inner).__name__} {'reads' if reads else 'writes'}"
            if inner is protocol:  # a wrapper has another one inside each time
                self._names[type(protocol), reads] = name
        return name


class Called:
    """In place of the attribute ``DelayedCall.called``: the reactor sets it, then calls."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    def __get__(self, call: Any, owner: type | None = None) -> Any:
        return self if call is None else vars(call)["called"]

    def __set__(self, call: Any, value: Any) -> None:
        vars(call)["called"] = value
        if value:
            self._thread.timer(call)


def coroutine_name(coroutine: Any) -> str:
    """Return the name of a task's coroutine; in a notebook, cells run in one of the kernel's."""
    module = getattr(getattr(coroutine, "cr_frame", None), "f_globals", {}).get("__name__", "")
    return "a cell" if module.startswith(KERNEL) else coroutine.__qualname__
