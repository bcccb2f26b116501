"""Two ways to wait for oneself, explained where they happen.

A cell that connects to a server of its own notebook and blocks would wait for ever: one
thread cannot do both. A connection is refused at once; for all other blocking there is a
watchdog, which says what has held the reactor up.
"""

from __future__ import annotations

import ipaddress
import linecache
import socket
import sys
import threading
import time
from types import FrameType
from typing import Any

from twisted.internet.tcp import Port

from workbook.bridge import ledger
from workbook.bridge.kinds import number_of
from workbook.bridge.reactor import NotebookReactor

PATIENCE = 2.0  # seconds that the reactor may be held up before the watchdog speaks
HELD_UP = (
    "For {seconds:g} s {line} has held up the reactor, and your servers cannot answer."
    " Begin a cell that blocks with %%blocking, or await instead."
)
PAUSE = 1.0  # seconds between two looks


class WouldDeadlock(RuntimeError):
    """A blocking connection to a server that runs in this very thread."""


def serves(reactor: NotebookReactor, address: Any) -> bool:
    """Return whether *address* is a TCP port that *reactor* listens on, on this machine."""
    if not isinstance(address, tuple):
        return False
    host, number = address[:2]
    ports = {number_of(port) for port in reactor.getReaders() if isinstance(port, Port)}
    return number in ports and (host in ("localhost", "") or ipaddress.ip_address(host).is_loopback)


def refuse_deadlocks(reactor: NotebookReactor) -> None:
    """Raise `WouldDeadlock` from every blocking ``connect`` to ourselves."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        __tracebackhide__ = True
        waits = self.gettimeout() != 0 and threading.get_ident() == reactor.thread
        if waits and serves(reactor, address):
            raise WouldDeadlock(
                f"port {address[1]} is served by this notebook, in this same thread: it can"
                " answer only when this cell has ended. Begin the cell with %%blocking."
            )
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[assignment, method-assign]


def learners_line(frame: FrameType | None, namespace: dict[str, Any]) -> str:
    """Return the innermost line of the notebook's code that *frame* has come from.

    Empty if it has come by a function that hides itself from tracebacks: a magic that
    takes its time is not the learner's doing.
    """
    while frame is not None and frame.f_globals is not namespace:
        if frame.f_locals.get("__tracebackhide__") is True:
            return ""
        frame = frame.f_back
    if frame is None:
        return "something"
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    shown = line if len(line) <= 60 else line[:59] + "…"
    return f"line {frame.f_lineno}, `{shown}`,"


def watch(reactor: NotebookReactor, namespace: dict[str, Any]) -> None:
    """Say once, whenever the reactor is held up: by which line, and what to do."""
    while True:
        time.sleep(PAUSE)
        if not any(isinstance(reader, Port) for reader in reactor.getReaders()):
            continue
        answered = threading.Event()
        reactor.loop.call_soon_threadsafe(answered.set)
        if not answered.wait(PATIENCE):
            line = learners_line(sys._current_frames().get(reactor.thread), namespace)
            if line:
                ledger.in_running_cell(print, HELD_UP.format(seconds=PATIENCE, line=line))
            answered.wait()


def load(reactor: NotebookReactor, namespace: dict[str, Any]) -> None:
    """Begin to guard *reactor* from the code of *namespace*."""
    refuse_deadlocks(reactor)
    threading.Thread(target=watch, args=(reactor, namespace), name="watchdog", daemon=True).start()
