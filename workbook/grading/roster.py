"""Who is in the class, and when their work came: the two tables that a school can give."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workbook import files
from workbook.grading.course import Unusable

MAX_TABLE = 16 << 20  # bytes
POSSIBLE = "Points Possible"  # a row of Canvas's that is nobody
COLUMNS = {  # what we call it, and what a roster, Moodle and Canvas may
    "key": ("username", "login"),
    "name": ("name", "full name", "student name"),
    "first": ("first name", "firstname"),
    "last": ("last name", "surname", "lastname"),
    "id": ("id", "id number", "sis user id", "sid"),
    "email": ("email", "email address", "e-mail"),
}


@dataclass(frozen=True)
class Student:
    """One person: what we call them, and the row of the roster that they come from."""

    key: str
    name: str = ""
    id: str = ""
    email: str = ""
    row: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def names(self) -> set[str]:
        """All that their files may be named after, without spaces and signs."""
        first, _, last = self.name.rpartition(" ")
        local = self.email.partition("@")[0]
        found = {self.key, self.name, last + first, self.id, self.email, local}
        return {plain(each) for each in found} - {""}


NOBODY = Student("")


def plain(name: str) -> str:
    """Return the letters and digits of a name, as one compares them."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).casefold()


class Roster:
    """The students of a class; an empty one takes everybody for a student."""

    def __init__(self, students: Iterable[Student] = ()) -> None:
        self.students = list(students)

    def find(self, name: str, id: str = "") -> tuple[Student, tuple[str, ...]]:
        """Return whose the work is that is labelled so, and what is to be noted about it."""
        if not self.students:
            return Student(name, name), ()
        found = [each for each in self.students if plain(name) in each.names or id == each.id != ""]
        if len(found) == 1:
            return found[0], ()
        if not found:
            return Student(name, name), ("Nobody in the roster has this name.",)
        keys = " and ".join(f"`{each.key}`" for each in found)
        note = f"This name fits {keys}: a line in `received.csv` can say whose it is."
        return Student(f"{name} {id}".strip(), name), (note,)

    def missing(self, here: Iterable[str]) -> list[Student]:
        """Return whose key is not among those that are *here*."""
        keys = {*here}
        return [each for each in self.students if each.key not in keys]


def roster(path: Path) -> Roster:
    """Return the students of a roster: a CSV of ours, or a gradebook of Moodle's or Canvas's.

    Raises:
        Unusable: it has no column that names anybody, or names two alike.
    """
    students = [each for each in map(_student, table(path)) if each.key not in ("", POSSIBLE)]
    keys = [each.key for each in students]
    if not students:
        raise Unusable(f"{path} names nobody: it needs a column `student`, `name` or `email`.")
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise Unusable(f"{path} lists `{twice}` twice.")
    return Roster(students)


def received(path: Path, local: Callable[[datetime], datetime]) -> dict[str, tuple[datetime, str]]:
    """Return when each file or student's work came, and whose it is if the table says so.

    Raises:
        Unusable: a time cannot be read.
    """
    found = {}
    for row in map(_lower, table(path)):
        what, when = row.get("file") or row.get("student") or "", row.get("received", "")
        try:
            time = local(datetime.fromisoformat(when))
        except ValueError:
            raise Unusable(
                f"{path}: {what!r} has the time {when!r}; write it like 2026-12-01 23:59."
            ) from None
        found[what] = time, row.get("student") or ""
    return found


def table(path: Path) -> Iterable[dict[str, str]]:
    """Yield the rows of a CSV, separated by commas, semicolons or tabs.

    Raises:
        Unusable: it cannot be read.
    """
    try:
        text = (files.read(path, MAX_TABLE) or b"").decode("utf-8-sig")
    except (files.Unreadable, UnicodeDecodeError) as problem:
        raise Unusable(f"{path} is not a CSV in UTF-8: {problem}") from None
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, ""), delimiter=max(",;\t", key=head.count))
    yield from ({key: value or "" for key, value in row.items() if key} for row in rows)


def _lower(row: dict[str, str]) -> dict[str, str]:
    return {key.strip().casefold(): value.strip() for key, value in row.items()}


def _student(row: dict[str, str]) -> Student:
    cells = _lower(row)
    known = {
        ours: next((cells[each] for each in theirs if cells.get(each)), "")
        for ours, theirs in COLUMNS.items()
    }
    name = known["name"] or f"{known['first']} {known['last']}".strip()
    key = known["key"]
    if "sis login id" in cells:  # Canvas: `Student` is "Last, First", `ID` is Canvas's own
        last, _, first = cells.get("student", "").partition(",")
        name, key = f"{first.strip()} {last}".strip(), cells["sis login id"]
    key = key or cells.get("student") or known["email"].partition("@")[0] or known["id"] or name
    return Student(key, name or cells.get("student", ""), known["id"], known["email"], row)
