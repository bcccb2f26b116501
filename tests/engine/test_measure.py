"""What a program uses, measured from outside."""

import pytest

from workbook.engine import measure
from workbook.report import Outcome

PROGRAM = """
    import os, select, time
    from twisted.internet import task, threads

    KEPT = []
    def hold(size): KEPT.append(b"x" * size)
    def touch(size): len(b"x" * size)
    def open_one(): KEPT.append(open(os.devnull))
    def nothing(): pass
    def compute(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end: pass
    async def in_slices(reactor, seconds):
        for _ in range(20):
            compute(seconds / 20)
            await task.deferLater(reactor, 0)
    def beside(reactor, seconds): return threads.deferToThread(compute, seconds)
    def nap(n):
        for _ in range(n): select.select([], [], [], 0.0005)
"""
MIB = 1 << 20


@pytest.fixture
def passes(ask):
    """Return a function that asks a question, which the program must pass."""

    def passes(question):
        result = ask(PROGRAM, question)
        assert Outcome.PASSED is result.outcome, result.message

    return passes


@pytest.mark.parametrize("call", ["hold", "touch"])
def test_growth_is_the_most_that_was_held(passes, call):
    """Also for a moment only; and what was there before does not count."""

    def question(subject):
        subject.call("hold", 30 * MIB)
        with subject.growth() as grown:
            subject.call(call, 50 * MIB)
        assert 48 * MIB <= grown.bytes < 54 * MIB

    passes(question)


def test_memory_that_is_used_again_is_no_growth(passes):
    """A peak before the block does not hide in it."""

    def question(subject):
        subject.call("touch", 50 * MIB)
        with subject.growth() as grown:
            subject.call("touch", 1000)
        assert 0 <= grown.bytes < 4 * MIB

    passes(question)


def test_memory_is_what_is_held_now(passes):
    """What was given back does not count."""

    def question(subject):
        before = subject.memory()
        subject.call("touch", 50 * MIB)
        assert subject.memory() - before < 4 * MIB
        subject.call("hold", 50 * MIB)
        assert subject.memory() - before >= 50 * MIB

    passes(question)


def test_open_descriptors_are_counted(passes):
    """Files as well as sockets."""

    def question(subject):
        before = subject.descriptors()
        subject.call("open_one")
        assert before + 1 == subject.descriptors()

    passes(question)


def test_every_sleep_is_a_switch(passes):
    """Twenty short waits are twenty switches, and a few for the question itself."""

    def question(subject):
        before = subject.switches()
        subject.call("nap", 20)
        assert 20 <= subject.switches() - before < 30

    passes(question)


@pytest.mark.parametrize(
    ("call", "least", "most"), [("at_once", 0.9, 1.2), ("in_slices", 0.04, 0.3), ("beside", 0, 0.2)]
)
def test_the_longest_turn_is_what_the_reactor_computes_at_a_time(passes, call, least, most):
    """All at once, in slices, or in a thread, where it is no turn at all."""
    seconds = 0.2

    def question(subject):
        with subject.turns() as turns:
            if call == "at_once":
                subject.call("compute", seconds)
            else:
                subject.call(call, subject.reactor, seconds)
        assert least <= turns.longest / seconds < most
        assert turns.longest <= turns.total
        assert turns.count > (20 if call == "in_slices" else 1)

    passes(question)


def test_after_the_block_the_loop_turns_as_ever(passes):
    """And a block may follow another."""

    def question(subject):
        for _ in range(2):
            with subject.turns() as turns:
                subject.call("nothing")
            counted = turns.count
            for _ in range(10):
                subject.call("nothing")
            assert counted == turns.count

    passes(question)


def test_where_nobody_tells_the_check_is_skipped(ask, monkeypatch):
    """A Mac has no /proc."""

    def untold(worker):
        raise FileNotFoundError

    monkeypatch.setattr(measure, "memory", untold)

    def question(subject):
        with subject.growth():
            subject.call("nothing")

    assert Outcome.SKIPPED is ask(PROGRAM, question).outcome
