"""What was handed in: whose it is, when it came, and how to read it.

Moodle, Canvas and Gradescope each name a student's files in their own way; a folder or a
file that is named after the student does as well. Nothing is unpacked or run here, and one
student's broken file is told in that student's rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from workbook import files
from workbook.files import Unreadable
from workbook.grading.archive import MAX_ARCHIVE, of_zip
from workbook.grading.roster import NOBODY, Roster, Student
from workbook.submission import Submission, Tree, of_folder

NAMES = (
    re.compile(  # Moodle: a folder, or a file with its own name behind
        r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)"
    ),
    re.compile(  # Canvas: lovelaceada_LATE_17_23_answers-1.zip
        r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)"
    ),
)
METADATA = "submission_metadata.yml"  # Gradescope's, beside folders like submission_17
AGAIN = re.compile(r" ?\(\d+\)$")  # what a browser adds to the second file of a name
READ = (".zip", ".py", ".ipynb")
TABLES = (".csv", ".toml", ".yml")  # in an inbox they are the instructor's

Opened = tuple[Tree, list[str]]
"""Files, and sentences about those that were passed over."""

Answers = dict[str, bytes | Unreadable | None]
"""By exercise: an answer, why it cannot be read, or None if there is none."""


@dataclass(frozen=True)
class HandedIn:
    """One submission."""

    label: str
    """What it is called in the inbox."""

    opens: tuple[Callable[[], Opened], ...]
    """Each opens a part of it."""

    name: str
    """The student's, as the label has it."""

    id: str = ""
    """The number that the school's system gives the student."""

    attempt: str = ""
    """Tells one submission of a student from the next, where the label does."""

    received: datetime | None = None
    student: Student = NOBODY
    notes: tuple[str, ...] = ()

    def answers(self, names: Iterable[str]) -> tuple[Answers, tuple[str, ...]]:
        """Return the answers to exercises, and sentences about what could not be read."""
        try:
            submission, passed_over = self._opened()
        except Unreadable as problem:
            return dict.fromkeys(names, problem), (*self.notes, str(problem))
        found: Answers = {}
        for name in names:
            try:
                found[name] = submission.answer(name)
            except Unreadable as problem:
                found[name] = problem
        told = dict.fromkeys(str(each) for each in found.values() if isinstance(each, Unreadable))
        return found, (*self.notes, *passed_over, *told)

    def _opened(self) -> tuple[Submission, list[str]]:
        tree: Tree = {}
        passed_over = []
        for opened in self.opens:
            there, said = opened()
            tree |= there
            passed_over += said
        if not any(path.suffix in (".py", ".ipynb") for path in tree):
            for path in [path for path in tree if path.suffix.casefold() == ".zip"]:
                there, said = of_zip(tree[path](MAX_ARCHIVE), path.name)
                tree |= {path / inner: read for inner, read in there.items()}
                passed_over += said
        return Submission(Path(), tree), passed_over


def inside(inbox: Path) -> list[Path]:
    """Return what lies in an inbox; a school's zip and a single submission are one thing."""
    if not inbox.is_dir() or any(re.match(r"ch\d\d_", each.name) for each in inbox.iterdir()):
        return [inbox]
    return sorted(each for each in inbox.iterdir() if not each.name.startswith("."))


def collect(
    places: Iterable[Path],
    roster: Roster,
    received: dict[str, tuple[datetime, str]],
    local: Callable[[datetime], datetime],
) -> list[HandedIn]:
    """Return the submissions at *places*, by student, and in the order they came.

    Args:
        received: by file or student, when it came, and whose it is; see `roster.received`.
        local: gives a time its zone.
    """
    found: dict[tuple[str, str, str], HandedIn] = {}
    places = list(places)
    names = Counter(place.name for place in places)
    for each in (each for place in places for each in submissions(place, names[place.name] > 1)):
        when, whose = received.get(each.label) or received.get(each.name) or (None, "")
        student, notes = roster.find(whose or each.name, each.id)
        when = when or received.get(student.key, (None,))[0] or each.received
        known = found.get(key := (student.key, each.id, each.attempt or each.label))
        found[key] = replace(
            each,
            student=student,
            received=local(when) if when else None,
            notes=(*each.notes, *notes),
            opens=(*(known.opens if known else ()), *each.opens),
        )
    return sorted(found.values(), key=_in_order)


def submissions(place: Path, ambiguous: bool = False) -> Iterator[HandedIn]:
    """Yield the submissions at *place*: one, or those of an export of a school's system.

    Args:
        ambiguous: another place is called the same, and is another person's.
    """
    opens = partial(opened, place, place.name)
    if place.suffix.casefold() == ".zip" and not place.is_symlink():
        try:
            tree, _ = opens()
        except Unreadable:
            pass  # it is somebody's, and said when it is read
        else:
            if exported := _exported(tree):
                return (yield from exported)
    elif not place.is_dir() and place.suffix in TABLES:
        return
    metadata = place.with_name(METADATA)
    about = _metadata(metadata.read_bytes()) if metadata.is_file() else {}
    label = str(place) if ambiguous else place.name
    yield from _named(label, opens, about.get(place.name))


def opened(place: Path, name: str) -> Opened:
    """Return the files at *place*, called *name*: of a folder, of a zip, or the file itself.

    Raises:
        Unreadable: it is a link, or nothing that can hold answers.
    """
    if place.is_symlink():
        raise Unreadable(f"{name} is a link, and is not followed.")
    if place.is_dir():
        return {path.relative_to(place): read for path, read in of_folder(place).items()}, []
    if Path(name).suffix.casefold() == ".zip":
        return of_zip(place, name)
    if Path(name).suffix not in READ:
        raise Unreadable(f"{name} is no folder, zip, notebook or script: ask for one of these.")
    return {Path(name): partial(_read, place)}, []


def _exported(tree: Tree) -> list[HandedIn]:
    """Return the submissions in a zip of a school's system; nothing if it is no such zip."""
    about: dict[str, Any] = {}
    for path, read in tree.items():
        if path.name == METADATA and len(path.parts) <= 2:
            about = _metadata(read(MAX_ARCHIVE))
            tree = {Path(*p.parts[len(path.parts) - 1 :]): r for p, r in tree.items() if p != path}
            break
    groups: dict[str, Tree] = {}
    for path, read in tree.items():
        inner = Path(*path.parts[1:]) if len(path.parts) > 1 else path
        groups.setdefault(path.parts[0], {})[inner] = read
    if not about and not all(any(n.fullmatch(label) for n in NAMES) for label in groups):
        return []
    return [
        each
        for label, group in groups.items()
        for each in _named(label, lambda group=group: (group, []), about.get(label))  # type: ignore[misc]
    ]


def _named(label: str, opens: Callable[[], Opened], about: Any) -> Iterator[HandedIn]:
    """Yield a submission for each person whose it is: by Gradescope's metadata, or the label."""
    if about:
        when = about.get(":created_at")
        for each in about.get(":submitters", []):
            name, sid = str(each.get(":name", "")), str(each.get(":sid") or each.get(":email", ""))
            yield HandedIn(label, (opens,), name, sid, received=when)
        return
    for pattern in NAMES:
        if match := pattern.fullmatch(label):
            parts = match.groupdict()
            late = ("Canvas marks it late; `received.csv` can say when it came.",)
            yield HandedIn(
                label,
                (partial(_under_its_own_name, opens, label, parts["file"]),),
                parts["name"],
                parts["id"],
                parts.get("attempt") or "moodle",
                notes=late if parts.get("late") else (),
            )
            return
    stem = label.removesuffix(Path(label).suffix) if Path(label).suffix in READ else label
    yield HandedIn(label, (opens,), AGAIN.sub("", stem))


def _under_its_own_name(opens: Callable[[], Opened], label: str, name: str) -> Opened:
    tree, said = opens()
    return {Path(name) if path == Path(label) else path: read for path, read in tree.items()}, said


def _metadata(content: bytes) -> dict[str, Any]:
    try:
        found = yaml.safe_load(content)
    except yaml.YAMLError as problem:
        raise Unreadable(f"{METADATA} cannot be read: {problem}") from None
    return found if isinstance(found, dict) else {}


def _read(place: Path, limit: int) -> bytes:
    return files.read(place, limit) or b""


def _in_order(each: HandedIn) -> tuple[str, float, int, str]:
    came = each.received.timestamp() if each.received else 0.0
    return each.student.key, came, int(each.attempt) if each.attempt.isdecimal() else 0, each.label
