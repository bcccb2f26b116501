"""Signals that reach the loop: the stop button, and the end of a child.

While a cell awaits, ipykernel's handler of SIGINT leaves its work in the loop's queue, but
does not wake the loop (ipykernel#881): an 8 s sleep ended 7.5 s late. A loop that handles
any signal itself is woken by all of them, and a child's end must be handled anyway: no
other signal handler of this reactor reaps children.
"""

from __future__ import annotations

import asyncio
import signal

from twisted.internet.process import reapAllProcesses


def load(loop: asyncio.AbstractEventLoop) -> None:
    """Let signals wake *loop*, and reap children when they end."""
    loop.add_signal_handler(signal.SIGCHLD, reapAllProcesses)
