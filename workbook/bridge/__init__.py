"""Twisted in a notebook: ``%load_ext workbook.bridge``, then plain Twisted.

`from twisted.internet import reactor` gives a reactor that runs already, any Deferred can
be awaited, and a cell that opened something can be run again.
Importing this package outside a kernel installs no reactor and patches nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import sys
from typing import Any

__all__ = ["load", "load_ipython_extension"]


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext workbook.bridge``."""
    load(shell)


def load(shell: Any) -> None:
    """Start the reactor in the kernel of *shell*; a second call does nothing.

    Raises:
        RuntimeError: there is no kernel, or another reactor runs in it.
    """
    if getattr(sys.modules.get("twisted.internet.reactor"), "programs", None) is not None:
        return
    if not hasattr(shell, "kernel"):
        raise RuntimeError("The bridge needs a Jupyter kernel; scripts use the ordinary reactor.")
    from workbook.bridge import awaits, cells, errors, guard, interrupt, ledger, modes, paste

    loop = asyncio.get_running_loop()
    reactor = modes.begin(loop)
    atexit.register(reactor.shut_down)
    modes.load(shell, reactor)
    awaits.load()
    watch = errors.load(shell, reactor)
    cells.load(shell, reactor)
    interrupt.load(shell, loop, reactor)
    paste.load(shell, reactor)
    guard.load(reactor, shell.user_ns)

    def before(info: Any) -> None:
        ledger.begin(info.cell_id, info.raw_cell)
        interrupt.before_cell(reactor)

    def after(result: Any) -> None:
        ledger.end(result)
        watch.look()

    shell.events.register("pre_run_cell", before)
    shell.events.register("post_run_cell", after)
