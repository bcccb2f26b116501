"""From reports to marks: the share of checks passed, weighted, and less what came late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from workbook import checking, shelf
from workbook.engine import judge
from workbook.files import Unreadable
from workbook.grading import rows
from workbook.grading.course import Counted, Course
from workbook.grading.handed_in import HandedIn
from workbook.grading.roster import Student
from workbook.grading.rows import Unit
from workbook.report import Report


@dataclass(frozen=True)
class Work:
    """One submission, read."""

    student: Student
    label: str
    id: str
    received: datetime | None
    answers: dict[str, Unit | Unreadable | None]
    """By exercise: the unit of work, why there is none, or None for nothing handed in."""

    notes: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """What one student has for one exercise."""

    counted: Counted
    report: Report
    factor: Fraction = Fraction(1)
    """The share that lateness leaves."""

    unit: Unit | None = None
    published: bool = False
    """Whether the answer is the published solution; that costs nothing."""

    @property
    def of(self) -> Fraction:
        """The most that could be had; nothing where no check could be run."""
        return self.counted.weight if self.report.judged else Fraction()

    @property
    def points(self) -> Fraction:
        """What is had."""
        return self.of and self.of * self.factor * Fraction(self.report.passed, self.report.judged)


@dataclass(frozen=True)
class Sheet:
    """The marks of one student, in the order of the book."""

    student: Student
    marks: dict[str, Mark]
    notes: tuple[str, ...] = ()
    id: str = ""

    @property
    def points(self) -> Fraction:
        """The sum of what is had."""
        return sum((mark.points for mark in self.marks.values()), Fraction())

    @property
    def of(self) -> Fraction:
        """The sum of what could be had."""
        return sum((mark.of for mark in self.marks.values()), Fraction())

    @property
    def percent(self) -> float:
        """The share of the points, from 0 to 100."""
        return round(float(100 * self.points / self.of), 2) if self.of else 0.0


def read(course: Course, inbox: Iterable[HandedIn]) -> list[Work]:
    """Read the submissions that count; equal texts get equal inputs, and so equal marks.

    Inputs are drawn for the student who comes first with a text.
    """
    seeds: dict[tuple[str, bytes], str] = {}
    works = []
    for _, found in groupby(inbox, key=lambda each: each.student.key):
        theirs = list(found)
        for handed in theirs[-1:] if course.keep == "last" else theirs:
            texts, notes = handed.answers(course.exercises)
            answers: dict[str, Unit | Unreadable | None] = {}
            for name, text in texts.items():
                if isinstance(text, bytes):
                    seed = seeds.setdefault((name, text), course.seed(handed.student.key))
                    counted = course.exercises[name]
                    answers[name] = rows.unit(counted.exercise, counted.root, text, seed)
                else:
                    answers[name] = text
            several = (f"{len(theirs)} submissions came; the {course.keep} counts.",)
            notes = (*notes, *(several if len(theirs) > 1 else ()))
            works.append(
                Work(handed.student, handed.label, handed.id, handed.received, answers, notes)
            )
    return works


def sheets(
    course: Course,
    works: Iterable[Work],
    missing: Iterable[Student],
    found: Callable[[Unit], Report],
) -> list[Sheet]:
    """Return everybody's marks; *found* gives the report on a unit."""
    done = []
    for _, group in groupby(works, key=lambda work: work.student.key):
        theirs = list(group)
        marks = [_marks(course, work, found) for work in theirs]
        best = {name: max((each[name] for each in marks), key=_worth) for name in course.exercises}
        notes = tuple(dict.fromkeys(note for work in theirs for note in work.notes))
        done.append(Sheet(theirs[-1].student, best, notes, theirs[-1].id))
    for student in missing:
        nothing = Work(student, "", "", None, dict.fromkeys(course.exercises), ())
        marks_of_none = _marks(course, nothing, found)
        done.append(Sheet(student, marks_of_none, ("Nothing was handed in.",)))
    return sorted(done, key=lambda sheet: sheet.student.key)


def _worth(mark: Mark) -> tuple[Fraction, bool]:
    return mark.points, mark.report.loaded


def _marks(course: Course, work: Work, found: Callable[[Unit], Report]) -> dict[str, Mark]:
    marks = {}
    for name, counted in course.exercises.items():
        answer, exercise = work.answers.get(name), counted.exercise
        if isinstance(answer, Unit):
            text = shelf.solution(exercise, counted.root)
            published = text.exists() and judge.same(answer.source, text.read_bytes())
            factor = course.factor(name, work.received)
            marks[name] = Mark(counted, found(answer), factor, answer, published)
        elif answer is None:
            marks[name] = Mark(counted, judge.check(exercise, None, seed="none"))
        else:
            unread = checking.unreadable(exercise, str(answer))
            marks[name] = Mark(counted, unread)
    return marks
