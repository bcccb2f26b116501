"""One submission: a folder, a zip or a file, opened when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from workbook import files
from workbook.files import Unreadable
from workbook.grading.archive import of_zip
from workbook.grading.roster import NOBODY, Student
from workbook.submission import Submission, Tree, of_folder

READ = (".zip", ".py", ".ipynb")
ZIPS = 4  # zips in a zip that are opened
MAX_ZIP = 32 << 20  # bytes of one of these, which is kept in memory

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
        for opens in self.opens:
            there, said = opens()
            tree |= there
            passed_over += said
        if not any(path.suffix in (".py", ".ipynb") for path in tree):
            for path in [path for path in tree if path.suffix.casefold() == ".zip"][:ZIPS]:
                there, said = of_zip(tree[path](MAX_ZIP), path.name)
                tree |= {path / inner: read for inner, read in there.items()}
                passed_over += said
        return Submission(Path(), tree), passed_over


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


def _read(place: Path, limit: int) -> bytes:
    return files.read(place, limit) or b""
