"""The judge itself: interrupts, reuse, and what stands in a report."""

import pytest

from workbook.engine.judge import Judge
from workbook.exercise import Exercise
from workbook.report import Outcome

ANSWER = b"def make_factory(reactor): return 1\ndef two(): return 2\n"
HINTS = ("a nudge", "more", "nearly the answer")


@pytest.fixture
def exercise():
    """An exercise with two checks."""
    exercise = Exercise("answer", "core", HINTS)

    @exercise.check(mistake=("2", "3"))
    def two_is_two(subject):
        """Two is two."""
        assert 2 == subject.call("two")

    @exercise.check(mistake=("2", "3"))
    def two_is_three(subject):
        """Two is three."""
        assert 3 == subject.call("two"), "two is not three"

    return exercise


def test_the_results_stand_in_the_order_of_the_checks(judge, exercise):
    """Each has its own outcome, and the report counts them."""
    report = judge.check(exercise, ANSWER, "seed")

    assert ["two_is_two", "two_is_three"] == [result.check for result in report.results]
    assert [Outcome.PASSED, Outcome.FAILED] == [result.outcome for result in report.results]
    assert (1, 2, "seed", judge.tier) == (report.passed, report.judged, report.seed, report.tier)


def test_an_answer_that_does_not_load_is_told_once_for_all_checks(judge, exercise):
    """Every check fails for the same reason."""
    report = judge.check(exercise, b"import no_such_module\n")

    assert not report.loaded
    assert 1 == len({result.message for result in report.results})
    assert ["Two is two.", "Two is three."] == [result.title for result in report.results]


def test_an_interrupted_check_leaves_a_judge_that_works(judge, exercise):
    """Ctrl-C ends one check; the next one starts afresh."""
    interrupted = Exercise("answer", "core", HINTS)

    @interrupted.check(mistake=("", ""))
    def stop(subject):
        """It is interrupted."""
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge.check(interrupted, ANSWER)

    assert 1 == judge.check(exercise, ANSWER).passed


def test_a_closed_judge_starts_again(exercise):
    """Closing ends the sandbox, not the judge."""
    judge = Judge("process")
    judge.close()

    assert 1 == judge.check(exercise, ANSWER).passed
    judge.close()
