"""A fork server with Twisted imported: one forked child answers the questions of one check.

Run as ``python -m workbook.engine.worker.forkserver``, with its control socket as file
descriptor 3. In a PID namespace of its own it is process 1, so that what a child leaves
behind can be found and killed, and no child can kill it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from workbook.engine import wire

PRELOADED = (  # what most answers import, and what does not install a reactor
    "twisted.cred.checkers",
    "twisted.cred.portal",
    "twisted.internet.endpoints",
    "twisted.internet.task",
    "twisted.internet.threads",
    "twisted.protocols.basic",
    "twisted.protocols.policies",
    "twisted.web.client",
    "twisted.web.pages",
    "twisted.web.server",
    "twisted.web.static",
    "workbook.engine.worker.questions",
)
CONTROL = 3
PR_SET_DUMPABLE = 4
SCRATCH = ("/tmp", "/dev/shm")


def serve(control: socket.socket) -> None:
    """Fork and end workers, one at a time, until the trusted side has gone."""
    reader, worker = wire.Reader(control), 0
    wire.send(control, {"alone": os.getpid() == 1})
    while True:
        try:
            order = reader.frame()
        except wire.Gone:
            return end(worker) and None
        if order["do"] == "fork":
            worker = fork(control, reader.fds)
            wire.send(control, {"pid": worker})
        elif order["do"] == "where":
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGUSR1)
        elif order["do"] == "end":
            wire.send(control, {"status": end(worker)})
            worker = 0


def fork(control: socket.socket, fds: list[int]) -> int:
    """Return the process id of a new worker, which owns *fds*."""
    pid = os.fork()
    if pid == 0:
        from workbook.engine.worker import questions

        control.close()
        allow_inspection(True)
        questions.answer(*fds)
        os._exit(0)
    wire.close_all(fds)
    return pid


def end(worker: int) -> int:
    """Kill *worker* and what it left behind; return its wait status, 0 if there is none."""
    if not worker:
        return 0
    with suppress(ProcessLookupError):
        os.killpg(worker, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    if os.getpid() == 1:
        sweep()
    return status


def sweep() -> None:
    """Kill every other process of this namespace, and empty what they could write."""
    with suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    for path in (entry for scratch in SCRATCH for entry in Path(scratch).iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def allow_inspection(allowed: bool) -> None:
    """Let processes of the same user trace this one, or not (Linux: prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, int(allowed), 0, 0, 0)


def main() -> None:
    """Import what answers need, and serve."""
    sys.path += sys.argv[1:]
    for name in PRELOADED:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "a reactor cannot be shared by forks"
    allow_inspection(False)
    gc.collect()
    gc.freeze()
    serve(socket.socket(fileno=CONTROL))


if __name__ == "__main__":
    main()
