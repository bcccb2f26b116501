"""Tier ``uid``: a worker becomes a user of its own, who can read modules and write at home.

For root in a container, where no namespaces can be made. Landlock (Linux 6.7) keeps the
worker from every other file, also where all may read it, and from TCP connections of its
own; UDP it does not keep. See landlock(7).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

FIRST, SPAN = 61184, 4000  # user ids that no system gives to anybody
PROCESSES = 64
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/hosts", "/etc/ld.so.cache", "/dev/urandom")
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every processor
PATH_BENEATH = 1
CONNECT_TCP = 1 << 1  # since version 4 of its interface
EVERYTHING = (1 << 15) - 1
READ_FILE, READ = 1 << 2, 1 << 0 | 1 << 2 | 1 << 3  # with folders, and to execute
WRITE_FILE = 1 << 1
PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER = 38, 36

_libc = ctypes.CDLL(None, use_errno=True)


class Unconfined(Exception):
    """The system refused one of the walls; then nothing may run."""


def own_uid() -> int:
    """Return a user id for the workers of this process, which gets its working directory.

    Raises:
        OSError: we are not root.
        Unconfined: this system has not what `confine` needs; found out by trying.
    """
    uid = FIRST + os.getpid() % SPAN
    os.chown(".", uid, uid)
    if (child := os.fork()) == 0:
        try:
            confine(uid)
            leave_the_network()
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        raise Unconfined("A worker cannot be confined here.")
    return uid


def adopt_orphans() -> None:
    """Become the parent of whatever a worker leaves behind, so that it can be found."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reach_modules() -> None:
    """Import by descriptors from now on: a folder above may be closed to another user."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]
    by_descriptor = {
        folder: f"/proc/self/fd/{os.open(folder, os.O_PATH | os.O_DIRECTORY)}" for folder in folders
    }
    sys.path[:] = by_descriptor.values()
    sys.path.pop()  # our own package, which is loaded: the rest of it is no worker's
    for module in list(sys.modules.values()):
        for path in getattr(module, "__path__", []):
            nearest = max((f for f in folders if path.startswith(f"{f}/")), key=len, default=None)
            if nearest:
                module.__path__ = [by_descriptor[nearest] + path[len(nearest) :]]


def confine(uid: int) -> None:
    """Become the user *uid* behind walls; there is no way back.

    Raises:
        Unconfined: one of the walls is missing.
    """
    resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _wall(EVERYTHING, 0, _rules())


def leave_the_network() -> None:
    """Connect to nobody from now on, if this is a worker of tier ``uid``."""
    if os.getuid() in range(FIRST, FIRST + SPAN):
        _wall(0, CONNECT_TCP, ())


def kill_all(uid: int) -> None:
    """Kill every process of the user *uid*, in one step that no fork can outrun."""
    if (child := os.fork()) == 0:
        os.setresuid(uid, uid, uid)
        os.kill(-1, signal.SIGKILL)
        os._exit(0)
    os.waitpid(child, 0)


def _wall(files: int, network: int, exceptions: Iterable[tuple[str, int]]) -> None:
    rules = _call(CREATE_RULESET, struct.pack("QQ", files, network), 16, 0)
    for path, allowed in exceptions:
        beneath = os.open(path, os.O_PATH)
        _call(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", allowed, beneath), 0)
        os.close(beneath)
    _call(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _rules() -> Iterator[tuple[str, int]]:
    yield ".", EVERYTHING
    yield os.devnull, READ_FILE | WRITE_FILE
    for path in (*SYSTEM, *sys.path):
        if os.path.exists(path):
            yield path, READ if os.path.isdir(path) else READ_FILE


def _call(number: int, *args: object) -> int:
    result: int = _libc.syscall(number, *args)
    if result < 0:
        raise Unconfined(f"Landlock: {os.strerror(ctypes.get_errno())}")
    return result


def children() -> list[int]:
    """Return the processes whose parent this one is (Linux: proc(5))."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []
