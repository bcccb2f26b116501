"""Do the units of work on any executor: in processes here, or on a cluster."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.util import Finalize
from pathlib import Path

from workbook import shelf
from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.engine.process import WALL
from workbook.grading.rows import Unit
from workbook.report import Outcome, Report

PROCESSES = min(os.cpu_count() or 1, 61)  # Windows waits for no more at once
ROUNDS = 3  # new pools, when one breaks

Pool = Callable[[], AbstractContextManager[Executor]]
"""Starts an executor, and ends it."""


class Own(threading.local):
    """Each thread of a process has a judge of its own, kept warm."""

    judge: Judge | None = None


_own = Own()


class Uncontained(Exception):
    """Only limits would contain the programs here, and nobody has accepted that."""


class Stopped(Exception):
    """The pool broke again and again; the same command goes on where this one ended."""


def graded(unit: Unit, tier: str) -> tuple[Report, bool]:
    """Check one answer; return the report, and whether a busy machine may have spoilt it.

    Args:
        tier: how to contain it; the strongest way of the machine that this runs on if empty,
            but not by limits alone.

    Raises:
        Uncontained: nothing better than limits works here, and *tier* does not say so.
    """
    root = Path(unit.root) if unit.root else shelf.ROOT
    exercise, judge = shelf.exercise(unit.exercise, root), _judge(tier)
    return timed(lambda: judge.check(exercise, unit.source, unit.seed))


def timed(check: Callable[[], Report]) -> tuple[Report, bool]:
    """Return what *check* reports, and whether it failed so late that it may be the machine's."""
    began = time.monotonic()
    report = check()
    slow = time.monotonic() - began > WALL  # no deadline is shorter
    return report, slow and report.outcome is Outcome.FAILED


def confirmed(check: Callable[[], Report]) -> Report:
    """Return what *check* reports, the better of two where the first may be the machine's."""
    report, doubtful = timed(check)
    return max(report, check(), key=_passed) if doubtful else report


def _passed(report: Report) -> int:
    return report.passed


def run(
    units: Iterable[Unit],
    pool: Pool,
    tier: str,
    done: Callable[[Unit, Report], None],
) -> None:
    """Grade each unit; tell *done* as soon as one is.

    A failure that took long is confirmed once, when nothing else runs, before it counts.

    Raises:
        KeyboardInterrupt: after what was under way has been told as well.
        Stopped: the pool cannot be kept alive.
    """
    left = dict.fromkeys(units)

    def settle(unit: Unit, report: Report) -> None:
        del left[unit]
        done(unit, report)

    for _ in range(ROUNDS):
        with pool() as executor:
            try:
                doubtful = _once(list(left), executor, tier, settle)
                for unit, first in doubtful.items():
                    again, _spoilt = executor.submit(graded, unit, tier).result()
                    settle(unit, max(first, again, key=_passed))
            except BrokenExecutor:
                continue
        return
    raise Stopped(f"The processes that check ended again and again; {len(left)} answers are left.")


def _once(
    units: list[Unit], executor: Executor, tier: str, settle: Callable[[Unit, Report], None]
) -> dict[Unit, Report]:
    """Grade each unit; return the failures that are not settled yet, because they took long."""
    doubtful: dict[Unit, Report] = {}
    told = set()

    def note(future: Future[tuple[Report, bool]]) -> None:
        told.add(future)
        (report, spoilt), unit = future.result(), futures[future]
        if spoilt:
            doubtful[unit] = report
        else:
            settle(unit, report)

    futures = {executor.submit(graded, unit, tier): unit for unit in units}
    try:
        for future in as_completed(futures):
            note(future)
    except KeyboardInterrupt:
        executor.shutdown(wait=True, cancel_futures=True)
        for future in filter(_succeeded, futures.keys() - told):
            note(future)
        raise
    return doubtful


def _succeeded(future: Future[tuple[Report, bool]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def local(processes: int = PROCESSES) -> Pool:
    """Return what starts a pool of processes on this machine."""
    return lambda: ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_begin
    )


def dask(address: str) -> Pool:
    """Return what connects to the scheduler of a cluster, at an address such as tcp://host:8786.

    Raises:
        ModuleNotFoundError: distributed is not installed.
    """
    from distributed import Client

    @contextmanager
    def connected() -> Iterator[Executor]:
        with Client(address) as client:
            yield client.get_executor(pure=False)

    return connected


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when it has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def outlive_nobody() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=outlive_nobody, daemon=True).start()


def _judge(tier: str) -> Judge:
    if _own.judge is None:
        if not tier and sandbox.best_tier() == sandbox.PROCESS:
            raise Uncontained
        _own.judge = Judge(tier, lanes=1)
        Finalize(None, _own.judge.close, exitpriority=1)  # nothing outlives the pool
    return _own.judge
