"""Start the fork server where it can do no harm, as far as this machine allows.

Tier ``namespaces``: bubblewrap gives it a file system, a PID space and a network of its
own, none of which holds anything of ours. Tier ``uid``: root lets it run as another user,
whom Landlock keeps from our files and from the network; see `worker.confine`. Tier
``process``: an ordinary process with limits; good enough for what you wrote yourself.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from workbook.engine import wire

NAMESPACES, UID, PROCESS = TIERS = ("namespaces", "uid", "process")
PACKAGE = Path(__file__).resolve().parent.parent
ENGINE = PACKAGE / "engine"
MODULE = "workbook.engine.worker.forkserver"
START = 20.0  # seconds for Twisted to be imported on a busy machine
REPLY = 10.0  # seconds for an order to the fork server
ENDING = 2.0  # seconds for it to leave nothing behind
SCRATCH = 64 << 20  # bytes of /tmp in the sandbox
NOBODY = "65534"


class Broken(Exception):
    """The fork server did not start, or has gone."""


class Sandbox:
    """A fork server contained by *tier*, which gives one worker at a time.

    Raises:
        Broken: it cannot be started on this machine.
    """

    def __init__(self, tier: str) -> None:
        self.tier = tier
        self._control, theirs = socket.socketpair()
        self._reader = wire.Reader(self._control)
        self._used = False  # since the last answer ended
        self._ending = False  # an answer was ended, and the reply was not read yet
        # in namespaces nothing here can be written, so nothing is left when we are killed
        self._home = tempfile.mkdtemp(prefix="answer-") if tier != NAMESPACES else ""
        with tempfile.TemporaryFile() as complaints:
            with theirs:
                self._process = subprocess.Popen(
                    command(tier, theirs.fileno(), self._home),
                    stdin=subprocess.DEVNULL,
                    stdout=complaints,
                    stderr=complaints,
                    pass_fds=[theirs.fileno()],
                    cwd=self._home or "/",
                    env=environment(self._home),
                    start_new_session=True,
                )
            try:
                self._reader.frame(time.monotonic() + START)
            except (wire.Gone, wire.Late):
                self.close()
                complaints.seek(0)
                raise Broken(complaints.read().decode(errors="replace").strip()) from None

    def fork(self, fds: list[int]) -> int:
        """Return the process id, as the sandbox counts, of a new worker that is given *fds*.

        It takes the place of the worker before.
        """
        self._used = True
        return int(self._order("fork", fds)["pid"])

    def where(self) -> None:
        """Make the worker write its stack, whatever it is doing."""
        with suppress(wire.Gone):
            wire.send(self._control, {"do": "where"})

    def end(self) -> int:
        """Kill the worker and all that it left behind; return its wait status."""
        self._used = False
        return int(self._order("end")["status"])

    def end_soon(self) -> None:
        """Like `end`, but let the next order wait for it; nothing where nothing ran."""
        if self._used:
            self._used, self._ending = False, True
            with suppress(wire.Gone):  # then the next order says so
                wire.send(self._control, {"do": "end"})

    def close(self) -> None:
        """End the fork server, and with it everything inside."""
        self._control.close()
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def _order(self, do: str, fds: list[int] | None = None) -> dict[str, int]:
        try:
            wire.send(self._control, {"do": do}, fds or [])
            if self._ending:
                self._reader.frame(time.monotonic() + REPLY)
                self._ending = False
            return self._reader.frame(time.monotonic() + REPLY)
        except (wire.Gone, wire.Late):
            raise Broken("the fork server has gone") from None


def start(tier: str = "") -> Sandbox:
    """Return a sandbox of *tier*; without it, of the strongest one that works here.

    Raises:
        Broken: not even an ordinary process starts.
    """
    for each in (NAMESPACES, UID) if not tier else ():
        with suppress(Broken, FileNotFoundError):  # there may be no bwrap
            return Sandbox(each)
    return Sandbox(tier or PROCESS)


@cache
def best_tier() -> str:
    """Return the strongest tier that works here; found out by trying."""
    sandbox = start()
    sandbox.close()
    return sandbox.tier


def command(tier: str, control: int, home: str) -> list[str]:
    """Return the command of a fork server of *tier*, which serves on the socket *control*."""
    if tier == NAMESPACES:
        return contained(control)
    program = boot(control, [*site_packages(), str(PACKAGE.parent)], home, tier)
    return [sys.executable, "-I", "-B", "-S", "-c", program]


def environment(home: str) -> dict[str, str]:
    """Return the variables of a fork server; none of ours is inherited."""
    return {"PATH": os.defpath, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}


def contained(control: int) -> list[str]:
    """Return the command of a fork server in namespaces of its own.

    The interpreter is bound at ``/py``, its packages at ``/site0``, …: a Python below a
    private home works as well, and the paths tell nothing about this machine. Root needs
    no user namespace, and drops to a user of its own, whose processes can be limited.
    When its control socket closes, the fork server ends, and all inside with it.
    """
    packages = [f"/site{n}" for n in range(len(site_packages()))]
    interpreter = Path(sys.executable).resolve()
    user = ["--unshare-user"] if os.geteuid() else []
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    drop += ["--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    return [
        *("bwrap", "--new-session", "--as-pid-1", "--clearenv", *user),
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--hostname", "sandbox", "--setenv", "PATH", os.defpath),
        *("--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8"),
        *("--setenv", "LD_LIBRARY_PATH", "/py/lib"),
        *system_folders(),
        *("--ro-bind", sys.base_prefix, "/py"),
        *(
            arg
            for bind in zip(site_packages(), packages, strict=True)
            for arg in ("--ro-bind", *bind)
        ),
        *("--perms", "0755", "--dir", "/w", "--perms", "0755", "--dir", "/w/workbook"),
        *("--perms", "0755", "--dir", "/w/workbook/engine"),
        *("--ro-bind", str(ENGINE / "wire.py"), "/w/workbook/engine/wire.py"),
        *("--ro-bind", str(ENGINE / "worker"), "/w/workbook/engine/worker"),
        *("--perms", "1777", "--size", str(SCRATCH), "--tmpfs", "/tmp"),
        *("--proc", "/proc", "--dev", "/dev", "--chdir", "/tmp"),
        *(drop if not os.geteuid() else []),
        f"/py/bin/{interpreter.name}",
        *("-I", "-S", "-B", "-c", boot(control, ["/w", *packages])),
    ]


def boot(control: int, path: list[str], *rest: str) -> str:
    """Return a program that becomes the fork server, with its modules on *path* alone."""
    arguments = ", ".join(map(repr, (control, *rest)))
    return f"import sys; sys.path += {path!r}; from {MODULE} import main; main({arguments})"


def system_folders() -> list[str]:
    """Return the arguments that show the system's libraries, read-only."""
    found = []
    for folder in map(Path, ("/usr", "/lib", "/lib64", "/bin")):
        if folder.is_symlink():
            found += ["--symlink", os.readlink(folder), str(folder)]
        elif folder.exists():
            found += ["--ro-bind", str(folder), str(folder)]
    return [*found, "--ro-bind-try", "/etc/hosts", "/etc/hosts"]


@cache
def site_packages() -> tuple[str, ...]:
    """Return the folders that hold this environment's packages."""
    return tuple(sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
