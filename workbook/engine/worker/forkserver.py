"""A fork server with Twisted imported: one forked child answers the questions of one check.

In a PID namespace of its own it is process 1: it can kill whatever a child
leaves behind, and no child can kill it.
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
from types import ModuleType

from workbook.engine import wire
from workbook.engine.worker import confine

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
    "workbook.engine.worker.process",
)
PAUSE = 0.03  # seconds after an answer: its card is being drawn, or the next answer comes
SPARES = 4  # workers of a sandbox: enough for its share of six checks
PR_SET_DUMPABLE = 4
SCRATCH = ("/tmp", "/dev/shm")


class ForkServer:
    """Forks workers for one answer after another, as the trusted side orders on *control*.

    Within one answer a worker only takes the place of the one before. At the end of an
    answer everything is killed and forgotten. Until the next one begins, spare workers are
    made ready: starting is most of what a check costs, and nobody waits for it then.
    """

    def __init__(self, control: socket.socket, home: str = "", uid: int = 0) -> None:
        self._control, self._reader = control, wire.Reader(control)
        ours = SCRATCH if os.getpid() == 1 else ()  # in namespaces: nobody else's files
        self._scratch = (home,) if home else ours
        self._uid = uid  # of the workers; 0 for our own
        self._worker = 0  # process id; 0 for none
        self._spares: list[tuple[int, socket.socket]] = []
        self._statuses: dict[int, int] = {}  # wait status by process id

    def serve(self) -> None:
        """Carry out orders until the trusted side has gone."""
        wire.send(self._control, {})
        with suppress(wire.Gone):
            while True:
                self.wait()
                order = self._reader.frame()
                {"fork": self.fork, "where": self.where, "end": self.end}[order["do"]]()
        self.end_all()

    def wait(self) -> None:
        """Make spare workers ready while there is neither an answer nor an order."""
        pause = PAUSE
        while not self._worker and len(self._spares) < SPARES:
            if wire.waiting(self._control, pause):
                return
            self._spares.append(self.prepare())
            pause = 0

    def fork(self) -> None:
        """Give the file descriptors of the order to a new worker; say its process id."""
        before = self._worker
        self._worker, line = self._spares.pop(0) if self._spares else self.prepare()
        with line, suppress(wire.Gone):
            wire.send(line, {}, self._reader.fds)
        wire.close_all(self._reader.fds)
        wire.send(self._control, {"pid": self._worker})
        self.kill(before)
        self.reap(os.WNOHANG)

    def where(self) -> None:
        """Make the worker write its stack."""
        with suppress(ProcessLookupError):
            os.kill(self._worker, signal.SIGUSR1)

    def end(self) -> None:
        """Kill the worker and all that it left behind; say its wait status."""
        worker, self._worker = self._worker, 0
        self.kill(worker)
        self.end_all()
        wire.send(self._control, {"status": self._statuses.get(worker, 0)})
        self._statuses.clear()

    def prepare(self) -> tuple[int, socket.socket]:
        """Return a worker that waits for its file descriptors, and the socket to send them."""
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            self._control.close()
            ours.close()
            try:
                if self._uid:
                    confine.confine(self._uid)
                allow_inspection(True)
                process().answer(theirs)
            finally:
                os._exit(0)
        theirs.close()
        return pid, ours

    def kill(self, pid: int) -> None:
        """Kill a worker and its process group, if there is one."""
        for kill in (os.killpg, os.kill) if pid else ():
            with suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)

    def reap(self, options: int = 0) -> None:
        """Note how children ended: all of them, or with WNOHANG those that have."""
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, options))[0]:
                self._statuses[ended[0]] = ended[1]

    def end_all(self) -> None:
        """Leave no process but this one, and nothing where they could write."""
        for pid, line in self._spares:
            self.kill(pid)
            line.close()
        self._spares.clear()
        self.kill_the_rest()
        self.reap()
        for path in (entry for scratch in self._scratch for entry in Path(scratch).iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def kill_the_rest(self) -> None:
        """Kill what has left its worker's process group."""
        if os.getpid() == 1:
            with suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        elif self._uid:
            confine.kill_all(self._uid)
        else:
            while left := confine.children():
                for pid in left:
                    self.kill(pid)
                self.reap()


def process() -> ModuleType:
    """Return the module that answers; it is imported late because it imports Twisted."""
    return sys.modules["workbook.engine.worker.process"]


def allow_inspection(allowed: bool) -> None:
    """Let processes of the same user trace this one, or not (Linux: prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, int(allowed), 0, 0, 0)


def main(control: int, home: str = "", tier: str = "") -> None:
    """Import what answers need, and serve on the socket *control*, a file descriptor.

    Args:
        home: the only folder that answers may write to; without it, we are in namespaces.
        tier: ``uid`` for workers that become another user.
    """
    if home:
        confine.adopt_orphans()
    if tier == "uid":
        confine.reach_modules()
    for name in PRELOADED:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "a reactor cannot be shared by forks"
    allow_inspection(False)
    gc.collect()
    gc.freeze()
    uid = confine.own_uid() if tier == "uid" else 0
    ForkServer(socket.socket(fileno=control), home, uid).serve()
    shutil.rmtree(home, ignore_errors=True)
