"""One worker process, from the trusted side: questions, deadlines, and what it printed.

A worker that does not answer is asked where it is, and killed. Its time is measured from
outside: what it says of itself could be forged.
"""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from workbook.engine import wire
from workbook.engine.broker import Broker
from workbook.engine.sandbox import Broken, Sandbox
from workbook.engine.troubles import Failed, Trouble, fault, trouble
from workbook.report import Place

KEPT = 64 << 10  # bytes of output
WALL = 5.0  # seconds for an answer of a program that does nothing meanwhile
CPU = 1.0  # seconds of the processor for one answer: what runs that long does not return
GLANCE = 0.05  # seconds between two looks at the processor's time
STACK = 0.5  # seconds for a program to write where it is
SERVER = "a server of the check"
CALLS = ("call", "each", "beats")  # questions that are about a name in the learner's file
FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<function>.+)')


class Server(Protocol):
    """Something of the check's that the program may be talking to."""

    def moment(self) -> int | None:
        """Return what differs once it has done something; None while it has something to do."""


class WorkerProcess:
    """A fresh worker in *sandbox*, which the next one replaces; `Sandbox.end` ends them all.

    Args:
        file: the name of the learner's file, as tracebacks should show it.
        lines: the lines of that file.

    Raises:
        Broken: the sandbox is out of order; another one may work.
    """

    def __init__(self, sandbox: Sandbox, file: str, lines: list[str]) -> None:
        self.file, self._lines = file, lines
        self.ended: Failed | None = None  # why it can no longer be asked
        self.killed = False  # by the check
        self.rested = False  # since it last came to rest, nothing was asked or sent
        self.broker = Broker()
        self.listening: tuple[int, ...] = ()  # ports at the moment of the last answer
        self.connections: list[socket.socket] = []  # of the check; closed with the process
        self.servers: list[Server] = []  # of the check, which work beside the program
        self._sandbox, self._kept = sandbox, bytearray()
        self._control, control = socket.socketpair()
        if sys.platform == "linux":
            self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._reader = wire.Reader(self._control)
        output, printed = os.pipe()
        self._stacks, stacks = os.pipe()
        theirs = [control.fileno(), printed, stacks, self.broker.theirs.fileno()]
        self._drain = threading.Thread(target=self._read_output, args=(output,), daemon=True)
        self._drain.start()
        try:
            try:
                self.pid = sandbox.fork(theirs)
            finally:
                wire.close_all([printed, stacks])
                control.close()
                self.broker.theirs.close()
            self._reply("")
        except (Broken, wire.Gone, wire.Late):
            self.close()
            raise Broken("a worker did not start") from None
        self.pid = self._reader.pid or self.pid

    def __enter__(self) -> WorkerProcess:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the process; it ends, and at the latest the next one takes its place."""
        for each in [*self.connections, self._control]:
            each.close()
        self.broker.close()
        os.close(self._stacks)

    def printed(self) -> str:
        """Return the beginning of what the program printed, once it has ended."""
        self._drain.join(STACK)
        return self._kept.decode("utf-8", "replace")

    def cpu(self) -> float:
        """Return the processor's seconds that the whole process has used.

        Raises:
            OSError: the platform does not say (Linux does).
        """
        state, end = Path(f"/proc/{self.pid}/stat"), time.monotonic() + GLANCE
        while b") S " not in state.read_bytes() and time.monotonic() < end:
            pass  # its last slice of time is not counted before it sleeps
        return time.clock_gettime((~self.pid << 3) | 2)  # CPUCLOCK_SCHED of another process

    def reactor_cpu(self) -> float:
        """Return the processor's seconds that the reactor's thread has used."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9

    def ask(self, do: str, fds: tuple[int, ...] = (), **question: Any) -> dict[str, Any]:
        """Ask one question and return the reply.

        Raises:
            Failed: the program raised, ended, or did not answer; says where in the file.
            NotStarted: it ran into a turn that is still to be written.
        """
        if self.ended is not None:
            raise self.ended
        self.rested = False
        try:
            wire.send(self._control, {"do": do, **question}, fds)
            return self._reply(str(question["name"]) if do in CALLS else "")
        except wire.Gone:
            self.ended = self._died()
        except wire.Late:
            self.ended = self._stuck(str(question.get("name", "")))
        raise self.ended

    def settle(self) -> str:
        """Wait until the program's loop is at rest; return what works beside it."""
        if self.killed:
            return ""
        before = [server.moment() for server in self.servers]
        busy = str(self.ask("settle").get("busy", ""))
        if None in before or before != [server.moment() for server in self.servers]:
            busy = SERVER
        self.rested = not busy
        return busy

    def die(self) -> None:
        """Kill the process; files and other processes stay."""
        self._faults, self.killed = self.faults(), True
        self.ended = Failed("The check has ended your program, and asked it once more.")
        with suppress(wire.Gone):
            wire.send(self._control, {"do": "die"})
            self._reader.frame(time.monotonic() + WALL)
        await_end(self.pid)

    def faults(self) -> list[Trouble]:
        """Return what went wrong where nobody waited for it, the first one first."""
        if self.killed:
            return self._faults
        found = self.ask("faults").get("ok")
        try:
            return [fault(dict(each), self.file) for each in list(found or ())]
        except (TypeError, ValueError):
            raise Failed("Your program answered with something that is no answer.") from None

    def _reply(self, name: str) -> dict[str, Any]:
        reply = self._patiently()
        wire.close_all(self._reader.fds)
        self.note_ports(reply)
        if isinstance(error := reply.get("error"), dict):
            doing = f", when the check called `{name}`" if name else ""
            raise trouble(error, self.file, doing)
        return reply

    def note_ports(self, reply: dict[str, Any]) -> None:
        """Remember the ports that the program listened on when it made this *reply*."""
        ports = reply.get("listening")
        self.listening = tuple(ports) if isinstance(ports, list) else ()

    def _patiently(self) -> dict[str, Any]:
        end, busy = time.monotonic() + WALL, None
        while not select.select([self._control], [], [], GLANCE)[0]:
            used = self._used()
            busy = used if busy is None else busy  # a quick answer is not worth a look
            if time.monotonic() > end or used - busy > CPU:
                raise wire.Late
        return self._reader.frame(end)

    def _used(self) -> float:
        try:
            return self.reactor_cpu()
        except OSError:
            return 0.0

    def _stuck(self, name: str) -> Failed:
        place = self._where()
        asked = f" when the check asked for `{name}`" if name else ""
        if place is None:
            return Failed(f"Your program did not answer within {WALL:.0f} s{asked}.")
        return Failed(
            f"Your program does not come back to the reactor{asked}: "
            f"it was still at line {place.line} when the check gave up.",
            (place,),
        )

    def _where(self) -> Place | None:
        self._sandbox.where()
        stack, end = "", time.monotonic() + STACK
        while (left := end - time.monotonic()) > 0 and "\n" not in stack.partition(self.file)[2]:
            if not select.select([self._stacks], [], [], left)[0]:
                break
            stack += os.read(self._stacks, KEPT).decode("ascii", "replace")
        for frame in FRAME.finditer(stack):
            if frame["file"] == self.file:
                line = int(frame["line"])
                text = "".join(self._lines[line - 1 : line]).strip()
                return Place(line, frame["function"], text)
        return None

    def _died(self) -> Failed:
        status = self._sandbox.end()
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            return Failed(f"Your program was ended by the signal {name} while it was checked.")
        code = os.waitstatus_to_exitcode(status)
        return Failed(f"Your program ended itself, with exit status {code}, while it was checked.")

    def _read_output(self, output: int) -> None:
        with suppress(OSError), open(output, "rb", 0) as stream:
            while chunk := stream.read(1 << 16):
                self._kept += chunk[: KEPT - len(self._kept)]


def await_end(pid: int) -> None:
    """Wait until a process has let go of all that it had, where one can (Linux)."""
    with suppress(ProcessLookupError):
        if sys.platform == "linux":
            with open(os.pidfd_open(pid)) as ended:
                select.select([ended], [], [], WALL)
