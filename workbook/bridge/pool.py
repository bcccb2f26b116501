"""Threads that do not hold up the kernel's end, and print in the right cell."""

from __future__ import annotations

import threading
from contextvars import copy_context
from functools import partial
from typing import Any

from twisted.python import log
from twisted.python.threadpool import ThreadPool


def report(succeeded: bool, result: Any) -> None:
    """Log the failure of a thread that nobody waits for, as the pool itself would."""
    if not succeeded:
        log.err(result)


class DaemonPool(ThreadPool):
    """Twisted's pool, of daemon threads that take along the context, and so the cell.

    With ordinary threads a used pool makes a kernel's shutdown last 2.6 s.
    """

    threadFactory: Any = staticmethod(partial(threading.Thread, daemon=True))

    def callInThreadWithCallback(self, onResult: Any, func: Any, *args: Any, **kw: Any) -> None:
        in_context: Any = copy_context().run
        back = partial(in_context, onResult or report)
        super().callInThreadWithCallback(back, in_context, func, *args, **kw)

    def stop(self) -> None:
        self.joined = True
        self.started = False
        self._team.quit()
