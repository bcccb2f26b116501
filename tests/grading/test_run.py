"""The run itself: what is slow is confirmed, what breaks is tried again, nothing done is lost."""

import threading
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import pytest

from workbook.grading import run
from workbook.grading.rows import Unit
from workbook.report import Outcome, Report, Result

UNITS = [Unit("two", "", b"%d" % n, "s", "v") for n in range(6)]
GOOD = Report("two", (Result("c", "C.", Outcome.PASSED),), "namespaces", "s")
BAD = Report("two", (Result("c", "C.", Outcome.FAILED),), "namespaces", "s")


def pool():
    return ThreadPoolExecutor(2)


@pytest.fixture
def ran():
    """The reports that were told, by unit."""
    return {}


def test_a_slow_failure_is_confirmed_alone(monkeypatch, ran):
    """Nothing else runs meanwhile, and the better of both counts."""
    running, together, asked = threading.Semaphore(0), [], []

    def graded(unit, tier):
        asked.append(unit)
        running.release()
        together.append((asked.count(unit), running._value))
        running.acquire()
        first = 1 == asked.count(unit)
        return (BAD, True) if first and unit in UNITS[:2] else (GOOD, False)

    monkeypatch.setattr(run, "graded", graded)

    run.run(UNITS, pool, "", ran.__setitem__)

    assert dict.fromkeys(UNITS, GOOD) == ran
    assert [(2, 1), (2, 1)] == [each for each in together if 2 == each[0]]
    assert [2, 2, 1, 1, 1, 1] == [asked.count(unit) for unit in UNITS]


def test_a_failure_that_is_confirmed_costs_its_points(monkeypatch, ran):
    """Twice is no accident."""
    monkeypatch.setattr(run, "graded", lambda unit, tier: (BAD, True))

    run.run(UNITS[:1], pool, "", ran.__setitem__)

    assert {UNITS[0]: BAD} == ran


def test_an_interrupt_keeps_what_is_done(monkeypatch, ran):
    """Also what was under way when it came."""
    monkeypatch.setattr(run, "graded", lambda unit, tier: (GOOD, False))

    def told(unit, report):
        ran[unit] = report
        if 1 == len(ran):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(UNITS, pool, "", told)

    assert {GOOD} == {*ran.values()}


class Broken(ThreadPoolExecutor):
    """A pool whose processes die."""

    def submit(self, function, unit, tier):
        future = Future()
        if unit == UNITS[3]:
            future.set_exception(BrokenExecutor("a process died"))
        else:
            future.set_result(function(unit, tier))
        return future


def test_a_pool_that_breaks_is_replaced(monkeypatch, ran):
    """The memory may have been full for a moment; what was done is not done again."""
    monkeypatch.setattr(run, "graded", lambda unit, tier: (GOOD, False))
    pools = iter([Broken(1), ThreadPoolExecutor(1)])

    run.run(UNITS, lambda: next(pools), "", ran.__setitem__)

    assert dict.fromkeys(UNITS, GOOD) == ran


def test_a_pool_that_breaks_for_ever_is_told(monkeypatch, ran):
    """The same command goes on later."""
    monkeypatch.setattr(run, "graded", lambda unit, tier: (GOOD, False))

    with pytest.raises(run.Stopped, match="again and again"):
        run.run(UNITS, lambda: Broken(1), "", ran.__setitem__)

    assert UNITS[3] not in ran


def test_nothing_runs_where_nothing_contains_it(monkeypatch):
    """A machine of a cluster may have no sandbox."""
    monkeypatch.setattr(run.sandbox, "best_tier", lambda: run.sandbox.PROCESS)
    monkeypatch.setattr(run, "_own", run.Own())

    with pytest.raises(run.Uncontained):
        run.graded(Unit("guestbook", "", b"", "s", "v"), "")
