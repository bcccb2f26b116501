"""Grade an inbox: read it, do what is not done yet, and write what the school imports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from workbook import files
from workbook.grading import exports, intake, marks, pages, roster
from workbook.grading.course import Course
from workbook.grading.marks import Sheet, Work
from workbook.grading.roster import Roster
from workbook.grading.rows import Unit
from workbook.grading.run import Pool, run
from workbook.grading.store import Store
from workbook.report import Report


def inbox(
    course: Course,
    places: Iterable[Path],
    students: Path | None = None,
    times: Path | None = None,
    trusted: bool = False,
) -> tuple[list[Work], Roster]:
    """Read the submissions at *places*; the two tables may lie beside them.

    Args:
        trusted: whether a zip at *places* may be a school's export.

    Raises:
        Unusable: a table cannot be used.
        Unreadable: a school's export cannot be read.
    """
    found = list(places)
    students = students or _beside(found, "roster.csv")
    times = times or _beside(found, "received.csv")
    people = roster.roster(students) if students else Roster()
    came = roster.received(times, course.local) if times else {}
    return marks.read(course, intake.collect(found, people, came, course.local, trusted)), people


def units(works: Iterable[Work]) -> list[Unit]:
    """Return what is to be done for *works*: each unit once."""
    answers = (answer for work in works for answer in work.answers.values())
    return list(dict.fromkeys(answer for answer in answers if isinstance(answer, Unit)))


def grade(
    todo: Iterable[Unit],
    store: Store,
    pool: Pool,
    tier: str,
    told: Callable[[Unit], None],
) -> None:
    """Do what *store* does not hold yet, and keep each report as soon as it is there."""

    def done(unit: Unit, report: Report) -> None:
        store.add(unit, report)
        told(unit)

    run([unit for unit in todo if unit not in store], pool, tier, done)


def write(course: Course, sheets: list[Sheet], out: Path) -> None:
    """Write everything that is made from the results.

    Raises:
        files.Unsaved: it cannot be written.
    """
    made = {
        "marks.csv": exports.plain(course, sheets),
        "moodle.csv": exports.moodle(course, sheets),
        "canvas.csv": exports.canvas(course, sheets),
        "junit.xml": exports.junit(course, sheets),
        "class.html": pages.everybody(course, sheets),
        "keys.json": exports.keys(course, sheets),
    }
    for sheet in sheets:
        name = pages.file_name(course, sheet)
        made[f"students/{name}.html"] = pages.student(course, sheet)
        made[f"gradescope/{name}.json"] = exports.gradescope(sheet)
    for path, text in made.items():
        files.write(out / path, text.encode("utf-8", "replace"))


def _beside(places: list[Path], name: str) -> Path | None:
    found = (path for place in places for path in (place, place.with_name(name)))
    return next((path for path in found if path.name == name and path.is_file()), None)


def key(out: Path, student: str, exercise: str) -> tuple[str, str]:
    """Return the key of a student's run, and the edition.

    Raises:
        LookupError: there was no such run; the text is a sentence.
    """
    try:
        found = json.loads((out / "keys.json").read_text("utf-8"))
        return found["students"][student][exercise], found["edition"]
    except OSError:
        raise LookupError(f"{out} holds no marks.") from None
    except KeyError:
        raise LookupError(f"{out} has no answer of `{student}` to `{exercise}`.") from None
