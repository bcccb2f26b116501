"""Answers as pytest's door asks for them: one's own, or those of a class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from workbook import checking, shelf
from workbook.desk import Desk, home
from workbook.engine import judge
from workbook.exercise import Exercise
from workbook.files import Unreadable
from workbook.grading import course as courses
from workbook.grading import grade
from workbook.grading.course import Course
from workbook.grading.marks import Work
from workbook.grading.rows import Unit
from workbook.grading.run import confirmed
from workbook.report import Report


class Answer(NamedTuple):
    """One person's answer to one exercise."""

    who: str
    label: str
    """The person, and which submission if there are several."""

    exercise: Exercise
    report: Callable[[], Report]
    """Checks it when called first, and remembers."""

    weight: Fraction | None = None
    factor: Fraction = Fraction(1)
    """The share that lateness leaves."""


def mine(exercise: Exercise, root: Path, seed: str | None) -> Answer:
    """Return the answer on the learner's own desk."""
    read = partial(Desk(home(), root).read, exercise)
    report = cache(partial(checking.report_on, exercise, read, seed))
    return Answer("my", "my", exercise, report)


def everybodys(
    places: Iterable[Path], course: Path | None, root: Path
) -> tuple[Course, list[Work]]:
    """Read what was handed in at *places*, by the rules of a course.

    Raises:
        pytest.UsageError: the course, or a table of the class, cannot be used.
    """
    try:
        rules = courses.load(course, shelf.ROOT if course else root)
        return rules, grade.inbox(rules, places)[0]
    except courses.Unusable as problem:
        raise pytest.UsageError(str(problem)) from None


def to(exercise: Exercise, course: Course, works: list[Work], seed: str | None) -> Iterator[Answer]:
    """Yield everybody's answer to *exercise*; nothing if the course leaves it out."""
    if exercise.name not in course.exercises:
        return
    weight, whose = course.exercises[exercise.name].weight, [each.student.key for each in works]
    for who, work in zip(whose, works, strict=True):
        report = cache(partial(_report, exercise, work.answers[exercise.name], seed))
        label = who if whose.count(who) == 1 else f"{who} ({work.label})"
        yield Answer(
            who, label, exercise, report, weight, course.factor(exercise.name, work.received)
        )


def _report(exercise: Exercise, answer: Unit | Unreadable | None, seed: str | None) -> Report:
    if isinstance(answer, Unreadable):
        return checking.unreadable(exercise, str(answer))
    if answer is None:
        return judge.check(exercise, None, seed=seed)
    return confirmed(lambda: judge.check(exercise, answer.source, seed=seed or answer.seed))
