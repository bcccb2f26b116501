"""What the program uses, measured from outside: what it says of itself could be forged."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.engine.process import WorkerProcess
from workbook.engine.troubles import Failed

if TYPE_CHECKING:
    from workbook.engine.measured import Measured

MOST = 2.0  # seconds of the processor for all turns of one call
PATIENCE = 10.0  # seconds for all turns of one call, whatever its threads do
QUIET = 3  # turns in a row with nothing under way: what is pending now stays so
KIB = 1024


@dataclass(frozen=True)
class Beats:
    """How the reactor's loop went on while something was computed; see `beats`."""

    result: Any
    count: int
    longest: float
    total: float
    process: float


def beats(subject: Measured, name: str, args: list[Any]) -> Beats:
    """Call *name*, and let the loop turn, one turn at a time; see `Subject.beats`."""
    began, marks, quiet = subject.cpu(), [subject.reactor_cpu()], 0
    end = time.monotonic() + PATIENCE
    state = subject.ask("beats", name=name, args=args)["ok"]
    number = int(state["pending"])
    marks.append(subject.reactor_cpu())
    while quiet < QUIET and state.get("state", "pending") == "pending":
        if marks[-1] - marks[0] > MOST or time.monotonic() > end:
            long = f"after {len(marks) - 1:,} turns of the reactor"
            raise Failed(f"`{name}` was still at work when the check gave up, {long}.")
        state = subject.ask("beat", pending=number)["ok"]
        quiet = 0 if state["under_way"] else quiet + 1
        marks.append(subject.reactor_cpu())
    turns = [after - before for before, after in pairwise(marks)]
    result = subject.value(number, name)
    return Beats(result, len(turns), max(turns), sum(turns), subject.cpu() - began)


@dataclass
class Growth:
    """How much more memory the program held, at the worst moment, than at the beginning."""

    bytes: int = 0
    """Known at the end of the block."""


@contextmanager
def growth(worker: WorkerProcess) -> Iterator[Growth]:
    """Measure the growth during a block; see `Subject.growth`."""
    grown, before, highest_before = Growth(), memory(worker), peak(worker)
    yield grown
    highest = peak(worker)
    grown.bytes = (highest if highest > highest_before else memory(worker)) - before


@dataclass
class Turns:
    """How the reactor's loop turned during a block; see `Measured.turns`."""

    count: int = 0
    longest: float = 0.0
    total: float = 0.0

    def note(self, seconds: float) -> None:
        """Count one more turn, which took so many *seconds*."""
        self.count += 1
        self.longest, self.total = max(self.longest, seconds), self.total + seconds


@contextmanager
def turns(subject: Measured) -> Iterator[Turns]:
    """Let the loop wait, after each turn, until its time was read; so no load can stretch it."""
    found, (ours, theirs) = Turns(), socket.socketpair()

    def read() -> None:
        before = subject.reactor_cpu()
        with suppress(OSError):  # the block is over
            while ours.recv(1):
                now = subject.reactor_cpu()
                found.note(now - before)
                before = now
                ours.send(b".")

    with ours:
        with theirs:
            subject.ask("pace", (theirs.fileno(),))
        thread = threading.Thread(target=read, name="turns", daemon=True)
        thread.start()
        try:
            yield found
            subject.settle()
            subject.settle()  # in a later turn, so the one before is counted
        finally:
            ours.shutdown(socket.SHUT_RDWR)
            thread.join()


def memory(worker: WorkerProcess) -> int:
    """Return the bytes of memory that are resident now."""
    return stated(worker, "VmRSS") * KIB


def peak(worker: WorkerProcess) -> int:
    """Return the most bytes that were ever resident."""
    return stated(worker, "VmHWM") * KIB


def switches(worker: WorkerProcess) -> int:
    """Return how often the reactor's thread has gone to sleep by itself."""
    return stated(worker, "voluntary_ctxt_switches")


def descriptors(worker: WorkerProcess) -> int:
    """Return how many file descriptors are open."""
    return len(list(Path(f"/proc/{worker.pid}/fd").iterdir()))


def stated(worker: WorkerProcess, what: str) -> int:
    """Return a number in the process's status, as proc(5) names it."""
    lines = Path(f"/proc/{worker.pid}/status").read_text().splitlines()
    (found,) = (line.split()[1] for line in lines if line.startswith(f"{what}:"))
    return int(found)
