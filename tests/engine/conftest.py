"""Ask small programs one question, at every tier that this machine has."""

import textwrap

import pytest

from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.exercise import Exercise

HINTS = ("a nudge", "more", "nearly the answer")


@pytest.fixture(scope="session", params=sandbox.TIERS)
def judge(request):
    """A judge at each tier; bubblewrap may be missing."""
    if request.param == sandbox.NAMESPACES != sandbox.best_tier():
        pytest.skip("no tier `namespaces` here; install bubblewrap and allow user namespaces")
    judge = Judge(request.param)
    yield judge
    judge.close()


@pytest.fixture
def ask(judge):
    """Return a function that asks a program's source one question and returns the result."""

    def ask(source, question, seed="7"):
        exercise = Exercise("answer", "core", HINTS)
        exercise.check(mistake=("", ""))(question)
        if isinstance(source, str):
            source = textwrap.dedent(source).encode()
        (result,) = judge.check(exercise, source, seed).results
        return result

    return ask
