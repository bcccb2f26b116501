"""What the workbook promises about every exercise, whatever its chapter is about."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from workbook import card_text, prose, shelf
from workbook.card import Card
from workbook.engine import judge
from workbook.report import Outcome
from workbook.stub import stub

EXERCISES = shelf.exercises()
CHECKS = [(name, check) for name, exercise in EXERCISES.items() for check in exercise.checks]
TESTS = Path(__file__).parent
WRONG = sorted(TESTS.glob("wrong/*/*/*.py"))
RIGHT = sorted(TESTS.glob("right/*/*/*.py"))


def solution(name):
    return shelf.solution(EXERCISES[name]).read_text("utf-8")


def judged(name, check, source, seed=None):
    """Return how one check of an answer that loads ends, and the card.

    Skip if it needs a program that is missing.
    """
    report = judge.check(replace(EXERCISES[name], checks=[check]), source.encode(), seed=seed)
    assert report.loaded, card_text.text(Card(report))
    if Outcome.SKIPPED is report.results[0].outcome:
        pytest.skip(report.results[0].message)
    return report.results[0].outcome, card_text.text(Card(report))


def called(thing):
    """Name a case by its exercise, its check or its file."""
    if isinstance(thing, Path):
        return f"{thing.parent.name}-{thing.stem}"
    return getattr(thing, "name", thing)


def test_there_is_something_to_hold():
    """Else the tests below would say nothing."""
    assert EXERCISES
    assert CHECKS
    assert WRONG
    assert RIGHT


@pytest.mark.parametrize("chapter", shelf.chapters(), ids=called)
def test_a_chapter_has_a_slot_for_each_exercise(chapter):
    """Once, and in the order of ``checks.py``."""
    cells = prose.cells(chapter.prose.read_text("utf-8"))

    slots = [cell.id for cell in cells if "exercise" == cell.kind]

    assert [exercise.name for exercise in chapter.exercises] == slots


def test_solutions_are_formatted_and_clean():
    """They are what a learner reads last, and copies."""
    pytest.importorskip("ruff", reason="no ruff here; pip install -r tests/requirements.txt")
    command = [sys.executable, "-m", "ruff"]
    folder = shelf.ROOT / "solutions"

    for verb in (["format", "--diff"], ["check"]):
        done = subprocess.run([*command, *verb, folder], capture_output=True, text=True)
        assert 0 == done.returncode, done.stdout


def test_every_solution_has_its_exercise():
    """A renamed exercise leaves no answer behind."""
    answers = {path.stem for path in shelf.ROOT.glob("solutions/*/*.py")}

    assert {*EXERCISES} == answers


def test_answers_lie_where_their_exercises_do():
    """``wrong/chNN_topic/NAME/what_is_wrong.py``, and ``right/`` likewise."""
    folders = {path.parent.relative_to(TESTS).parts[1:] for path in [*WRONG, *RIGHT]}

    assert folders <= {(each.chapter, each.name) for each in EXERCISES.values()}


@pytest.mark.parametrize("name", EXERCISES)
class TestExercise:
    """One exercise, its solution and its stub."""

    def test_the_solution_passes_every_check(self, name):
        """The worked answer is an answer."""
        report = judge.check(EXERCISES[name], solution(name).encode())

        assert Outcome.PASSED is report.outcome, card_text.text(Card(report))

    def test_the_stub_is_not_started(self, name):
        """A stub with a comment more is run, passes no check, and breaks in none."""
        begun = f"{stub(solution(name))}# begun\n"

        report = judge.check(EXERCISES[name], begun.encode())

        outcomes = {result.outcome for result in report.results} - {Outcome.SKIPPED}
        assert {Outcome.NOT_STARTED} == outcomes, card_text.text(Card(report))

    def test_it_helps_before_it_tells(self, name):
        """There are three hints or more, and three to six checks."""
        assert 3 <= len(EXERCISES[name].hints)
        assert 3 <= len(EXERCISES[name].checks) <= 6

    def test_the_solution_is_short_and_says_what_it_is(self, name):
        """At most 80 lines, a docstring, and no reactor but the one that it is given."""
        text = solution(name)

        assert ast.get_docstring(ast.parse(text))
        assert len(text.splitlines()) <= 80
        assert "reactor.run" not in text
        assert "import reactor" not in text

    def test_three_wrong_answers_are_known(self, name):
        """The classic ones are files, so that a check cannot forget them."""
        exercise = EXERCISES[name]

        assert 3 <= len([*(TESTS / "wrong" / exercise.chapter / name).glob("*.py")])


@pytest.mark.parametrize(("name", "check"), CHECKS, ids=called)
class TestCheck:
    """One check."""

    def test_its_title_is_a_sentence(self, name, check):
        """The learner reads it; it may begin or end with code, or a program's name."""
        assert check.title.rstrip("`").endswith((".", "?"))
        assert len(check.title.split()) >= 4

    def test_its_mistake_turns_it_red(self, name, check):
        """A check that cannot fail is no check."""
        old, new = check.mistake
        assert 1 == solution(name).count(old)

        outcome, told = judged(name, check, solution(name).replace(old, new))

        assert Outcome.FAILED is outcome, told


@pytest.mark.parametrize("path", WRONG, ids=called)
def test_a_wrong_answer_is_rejected_by_the_check_that_it_names(path, seeds):
    """Its second line says which; the exercise is the name of its folder."""
    source, exercise = path.read_text("utf-8"), EXERCISES[path.parent.name]
    first, second, _ = source.split("\n", 2)
    assert f"# exercise: {exercise.name}" == first
    checks = {f"# rejected by: {check.name}": check for check in exercise.checks}
    assert second in checks

    for seed in seeds:
        outcome, told = judged(exercise.name, checks[second], source, seed)
        assert Outcome.FAILED is outcome, told


@pytest.mark.parametrize("path", RIGHT, ids=called)
def test_a_right_answer_in_another_style_passes(path, seeds):
    """The checks ask what a program does, not how it is written."""
    for seed in seeds:
        report = judge.check(EXERCISES[path.parent.name], path.read_bytes(), seed=seed)
        assert Outcome.PASSED is report.outcome, card_text.text(Card(report))
