"""What a course counts: ``course.toml``, and the instructor's own chapters beside it."""

from __future__ import annotations

import difflib
import hashlib
import hmac
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workbook import pack, shelf
from workbook.exercise import Exercise

SETTINGS = {  # and the types that they may have
    "title": str,
    "secret": str,
    "edition": str,
    "timezone": str,
    "keep": str,
    "course": str,
    "exercises": dict,
    "due": dict,
    "late": dict,
}
LATE = ("grace_minutes", "per_day", "days")


class Unusable(Exception):
    """Something that the instructor wrote cannot be used; one sentence says where and why."""


@dataclass(frozen=True)
class Counted:
    """An exercise that is graded; one of weight 0 earns nothing."""

    exercise: Exercise
    root: Path
    """The folder whose ``chapters`` hold it."""

    weight: Fraction
    due: datetime | None


@dataclass(frozen=True)
class Late:
    """What lateness costs: a share for each day begun, once the grace is over."""

    grace_minutes: Fraction = Fraction()
    per_day: Fraction = Fraction()
    days: Fraction = Fraction(365)
    """After so many days nothing counts."""

    def factor(self, late: timedelta) -> Fraction:
        """Return the share of the points that is left."""
        if late <= timedelta(minutes=float(self.grace_minutes)):
            return Fraction(1)
        begun = ceil(late / timedelta(days=1))
        return Fraction(0) if begun > self.days else max(Fraction(0), 1 - begun * self.per_day)


@dataclass(frozen=True)
class Course:
    """Which exercises are graded, by name and in the order of the book, and by which rules."""

    exercises: dict[str, Counted]
    title: str
    secret: str
    edition: str
    keep: str
    """Which of several submissions counts: the ``best`` for each exercise, or the ``last``."""

    zone: tzinfo
    late: Late

    def seed(self, student: str) -> str:
        """Return what a student's inputs are drawn from; each check mixes in its own name."""
        return hmac.new(self.secret.encode(), student.encode(), hashlib.sha256).hexdigest()[:12]

    def factor(self, exercise: str, received: datetime | None) -> Fraction:
        """Return the share of the points that lateness leaves; all where no time is known."""
        due = self.exercises[exercise].due
        return self.late.factor(received - due) if due and received else Fraction(1)

    def local(self, when: datetime) -> datetime:
        """Return *when* with a time zone: the course's, if it has none."""
        return when if when.tzinfo else when.replace(tzinfo=self.zone)


def load(place: Path | None = None, root: Path = shelf.ROOT) -> Course:
    """Return the course at *place*: a ``course.toml``, or the folder that holds it.

    A folder ``chapters`` beside it, or where its ``course`` says, holds the course's own.
    Without *place*, every core exercise of the book weighs the same.

    Raises:
        Unusable: a file is missing, or holds what it should not.
    """
    if place is None:
        return _course({}, [root])
    file = place / "course.toml" if place.is_dir() else place
    try:
        table = _table(file)
        own = (file.parent / table.get("course", ".")).resolve()
        if "course" in table and not (own / "chapters").is_dir():
            raise Unusable(f"course = {table['course']!r} has no folder `chapters`.")
        others = [own] if (own / "chapters").is_dir() and own != root.resolve() else []
        return _course(table, [root, *others])
    except Unusable as problem:
        raise Unusable(f"{file}: {problem}") from None


def _table(file: Path) -> dict[str, Any]:
    if file.name == "course.toml" and not file.exists() and (file.parent / "chapters").is_dir():
        return {}
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except OSError as problem:
        raise Unusable(f"it cannot be read: {problem.strerror}.") from None
    except ValueError as problem:
        raise Unusable(f"it is not TOML: {problem}.") from None
    for key, value in table.items():
        if not isinstance(value, SETTINGS[_known(key, SETTINGS, "setting")]):
            raise Unusable(f"`{key}` is a {SETTINGS[key].__name__}, not {value!r}.")
    return table


def _course(table: dict[str, Any], roots: list[Path]) -> Course:
    book = _book(roots)
    core = {name: int(exercise.level == "core") for name, (exercise, _) in book.items()}
    wanted = table.get("exercises") or core
    weights = {_known(n, book, "exercise"): _number(f"exercises.{n}", w) for n, w in wanted.items()}
    late = {_known(n, LATE, "setting"): _number(n, w) for n, w in table.get("late", {}).items()}
    if table.get("keep", "best") not in ("best", "last"):
        raise Unusable(f'`keep` is "best" or "last", not "{table["keep"]}".')
    try:
        zone = ZoneInfo(table.get("timezone", "UTC"))
    except (LookupError, ValueError, OSError):
        raise Unusable(f"there is no timezone {table['timezone']!r}.") from None
    due = _due(table.get("due", {}), book, zone)
    return Course(
        exercises={
            name: Counted(exercise, root, weights[name], due.get(name, due.get(exercise.chapter)))
            for name, (exercise, root) in book.items()
            if name in weights
        },
        title=table.get("title", "The Twisted workbook"),
        secret=table.get("secret", ""),
        edition=_edition(table),
        keep=table.get("keep", "best"),
        zone=zone,
        late=Late(**late),
    )


def _book(roots: list[Path]) -> dict[str, tuple[Exercise, Path]]:
    found: dict[str, tuple[Exercise, Path]] = {}
    for root in roots:
        for name, exercise in shelf.exercises(root).items():
            if name in found:
                raise Unusable(f"`{name}` is an exercise of the book: call yours otherwise.")
            found[name] = exercise, root
    return found


def _due(
    table: dict[str, Any], book: dict[str, tuple[Exercise, Path]], zone: tzinfo
) -> dict[str, datetime]:
    names = [*book, *{exercise.chapter for exercise, _ in book.values()}]
    for name, when in table.items():
        _known(name, names, "exercise or chapter")
        if not isinstance(when, datetime):
            raise Unusable(f"due.{name} is a time such as 2026-12-01T23:59:00, not {when!r}.")
    return {name: t if t.tzinfo else t.replace(tzinfo=zone) for name, t in table.items()}


def _edition(table: dict[str, Any]) -> str:
    here = pack.edition(shelf.ROOT)
    if table.get("edition", here) != here:
        raise Unusable(
            f"the course is written for edition {table['edition']}, and this is {here}. "
            "Check out that tag, or change `edition`."
        )
    return here


def _number(name: str, value: Any) -> Fraction:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e6:
        raise Unusable(f"`{name}` is a number from 0, not {value!r}.")
    return Fraction(str(value))


def _known(name: str, names: Iterable[str], kind: str) -> str:
    if name not in names:
        near = difflib.get_close_matches(name, list(names), n=1)
        guess = f" Did you mean `{near[0]}`?" if near else ""
        raise Unusable(f"there is no {kind} `{name}`.{guess}")
    return name
