"""What happened, written down: connections, the loop, Deferreds, a protocol's states.

    with record() as run:
        ...
    run.save("run.json")

The pictures of `workbook.pictures` are drawn from it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from twisted.python import threadable

from workbook.record.connections import recorded_connections
from workbook.record.deferreds import recorded_deferreds
from workbook.record.loop import recorded_loop
from workbook.record.recording import NotARecording, Recording

__all__ = ["NotARecording", "Recording", "record"]

PATIENCE = 1.0  # seconds that the reactor may take to end what it does

_one = threading.Lock()


@contextmanager
def record(reactor: Any = None) -> Iterator[Recording]:
    """Record all that this process does until the block ends; then the recording is full.

    Connections are TCP, with at least one end in Twisted. What was sent before the block
    and arrives in it would be joined to the wrong bytes: begin while a connection is quiet.

    Args:
        reactor: whose loop and timers to record; by default the one that is installed.

    Raises:
        RuntimeError: another recording is under way.
    """
    if not _one.acquire(blocking=False):
        raise RuntimeError("A recording is under way. End its `with` block first.")
    reactor = reactor or sys.modules.get("twisted.internet.reactor")
    run, began = Recording(), time.perf_counter()
    try:
        with ExitStack() as recorders:
            recorders.enter_context(recorded_connections(run, began, reactor))
            recorders.enter_context(recorded_deferreds(run))
            recorders.enter_context(recorded_loop(run, began, reactor))
            recorders.callback(settle, reactor)
            yield run
    finally:
        run.seconds = time.perf_counter() - began
        _one.release()


def settle(reactor: Any) -> None:
    """Wait until the reactor has ended what it is doing, if this is another thread."""
    elsewhere = threadable.ioThread not in (None, threading.get_ident())
    if elsewhere and getattr(reactor, "running", False):
        ended = threading.Event()
        reactor.callFromThread(ended.set)
        ended.wait(PATIENCE)
