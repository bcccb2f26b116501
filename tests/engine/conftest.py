"""Ask small programs one question, at every tier that this machine has."""

import textwrap

import pytest

from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.exercise import Exercise

HINTS = ("a nudge", "more", "nearly the answer")


@pytest.fixture(scope="session", params=sandbox.TIERS)
def judge(request):
    """A judge at each tier that works here: one needs bubblewrap, and one needs root."""
    try:
        sandbox.Sandbox(request.param).close()
    except (sandbox.Broken, FileNotFoundError) as problem:
        cure = "install bubblewrap and allow user namespaces, or be root on Linux 6.7"
        pytest.skip(f"no tier `{request.param}` here ({problem}); {cure}")
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
