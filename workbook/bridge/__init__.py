"""Twisted in a notebook: ``%load_ext workbook.bridge``, then plain Twisted.

`from twisted.internet import reactor` gives a reactor that runs already, any Deferred can
be awaited, and a cell that opened something can be run again.
Importing this package outside a kernel installs no reactor and patches nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

__all__ = [
    "Resource",
    "close_all",
    "in_thread",
    "load",
    "load_ipython_extension",
    "resources",
    "run",
]


class Resource(NamedTuple):
    """Something that a cell has opened."""

    cell: str
    """The cell's first line."""

    kind: str
    """``port``, ``connection``, ``client``, ``child`` or ``timer``."""

    what: str


def resources() -> list[Resource]:
    """Return all that is open in this notebook, cell by cell, and then the timers."""
    from workbook.bridge import ledger

    found = [Resource(run.title, kind.name, kind.describe(it)) for run, it, kind in ledger.opened()]
    return found + [Resource(run.title, "timer", str(call)) for run, call in _reactor().timers()]


def close_all() -> None:
    """Close all that other cells have opened."""
    from workbook.bridge import ledger

    for run in ledger.runs():
        if run is not ledger.current.get():
            _reactor().close(run)


def in_thread(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Deferred[Any]:
    """Call a *function* that blocks in a thread beside the reactor; await its result."""
    from twisted.internet.threads import deferToThread

    return deferToThread(function, *args, **kwargs)


def run(main: Callable[..., Any], *args: Any) -> Deferred[Any]:
    """Start ``main(reactor, *args)``, written for ``react``; await its result."""
    from twisted.internet.defer import ensureDeferred

    return ensureDeferred(main(_reactor(), *args))


def _reactor() -> Any:
    """Return the notebook's reactor, or whatever is installed; None if nothing is."""
    return sys.modules.get("twisted.internet.reactor")


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext workbook.bridge``."""
    load(shell)


def load(shell: Any) -> None:
    """Start the reactor in the kernel of *shell*; a second call does nothing.

    Raises:
        RuntimeError: there is no kernel, or another reactor runs in it.
    """
    if hasattr(_reactor(), "programs"):
        return
    if not hasattr(shell, "kernel"):
        raise RuntimeError("The bridge needs a Jupyter kernel; scripts use the ordinary reactor.")
    from workbook.bridge import (
        awaits,
        cells,
        errors,
        escapes,
        guard,
        interrupt,
        ledger,
        modes,
        paste,
        unawaited,
    )

    loop = asyncio.get_running_loop()
    reactor = modes.begin(loop)
    atexit.register(reactor.shut_down)
    modes.load(shell, reactor)
    awaits.load(reactor)
    unawaited.load()
    watch = errors.load(shell, reactor)
    cells.load(shell, reactor)
    interrupt.load(shell, loop, reactor)
    paste.load(shell, reactor)
    escapes.load(shell)
    guard.load(reactor, shell.user_ns)

    def before(info: Any) -> None:
        ledger.begin(info.cell_id, info.raw_cell)
        interrupt.before_cell(reactor)

    def after(result: Any) -> None:
        ledger.end(result)
        watch.look()

    shell.events.register("pre_run_cell", before)
    shell.events.register("post_run_cell", after)
