"""Two homes for the reactor: the kernel's own loop, or a loop in a thread of its own.

On the kernel's loop (*asyncio mode*) there is one thread, as Twisted has it. A thread of
its own (*thread mode*) is for kernels whose loop cannot carry a reactor: ipykernel 7 on
Windows runs on a Proactor loop. Cells follow the reactor, so a notebook runs in both.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from concurrent.futures import Future
from typing import Any

from IPython.core.error import UsageError
from twisted.internet import asyncioreactor
from twisted.internet.main import installReactor

from workbook.bridge import ledger
from workbook.bridge.interrupt import Interrupted
from workbook.bridge.reactor import NotebookReactor

CHOICE = "WORKBOOK_REACTOR"  # the environment variable that chooses: asyncio or thread


def carries_a_reactor(loop: asyncio.AbstractEventLoop) -> bool:
    """Return whether *loop* can watch file descriptors; a Proactor loop cannot."""
    return type(loop).add_reader is not asyncio.AbstractEventLoop.add_reader


def start(loop: asyncio.AbstractEventLoop) -> NotebookReactor:
    """Make the global reactor a running `NotebookReactor` on *loop*, in this thread.

    An import may have installed another one before (``twisted.protocols.ftp`` and 25
    other modules bind it). That very object is turned into ours, because who has bound
    it will keep it.

    Raises:
        RuntimeError: a reactor of another kind runs in this kernel already.
    """
    installed: Any = sys.modules.get("twisted.internet.reactor")
    if installed is None:
        reactor = NotebookReactor(loop)
        installReactor(reactor)
    elif installed._started and not isinstance(installed, NotebookReactor):
        raise RuntimeError(
            "A reactor runs in this kernel already. Restart the kernel, and load the"
            " extension in the first cell."
        )
    else:
        reactor = transmute(installed, loop)
    home: Any = asyncioreactor
    home.AsyncioSelectorReactor = NotebookReactor  # Scrapy compares the types, by this name
    reactor.startRunning(installSignalHandlers=False)
    return reactor


def transmute(installed: Any, loop: asyncio.AbstractEventLoop) -> NotebookReactor:
    """Turn a reactor that nothing uses yet into a `NotebookReactor` on *loop*, in place."""
    for reader in installed._internalReaders.copy():
        installed.removeReader(reader)
        reader.connectionLost(None)
    if hasattr(installed, "_poller"):
        installed._poller.close()
    installed.__class__ = NotebookReactor
    installed.__dict__.clear()
    installed.__init__(loop)
    return installed


def start_in_thread() -> NotebookReactor:
    """Start the reactor on a new loop in a daemon thread."""
    started: Future[NotebookReactor] = Future()

    def run() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            started.set_result(start(loop))
        except RuntimeError as error:
            started.set_exception(error)
        while not started.exception():
            try:
                loop.run_forever()
            except (KeyboardInterrupt, Interrupted):
                continue  # it was meant for a cell that has just ended

    threading.Thread(target=run, name="reactor", daemon=True).start()
    return started.result()


def begin(loop: asyncio.AbstractEventLoop) -> NotebookReactor:
    """Start the reactor in the mode that was chosen, or that *loop* allows."""
    if os.environ.get(CHOICE) == "thread" or not carries_a_reactor(loop):
        return start_in_thread()
    return start(loop)


def load(shell: Any, reactor: NotebookReactor) -> None:
    """Give *shell* the magic ``%reactor thread``."""

    def choose(line: str) -> None:
        """``%reactor thread``: move the reactor to a thread of its own, before its first use."""
        mode = "asyncio" if reactor.thread == threading.main_thread().ident else "thread"
        if line not in ("asyncio", "thread"):
            raise UsageError("say %reactor thread or %reactor asyncio")
        if line == mode:
            return
        if mode == "thread" or reactor.getDelayedCalls() or any(ledger.opened()):
            raise UsageError("The reactor is in use: restart the kernel, and choose at once.")
        start_in_thread()

    shell.register_magic_function(choose, "line", "reactor")
