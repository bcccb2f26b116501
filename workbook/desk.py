"""The learner's own folder: answers, notebooks, progress, and texts that gave way.

Nothing that a learner wrote is lost here. A text that gives way to another one, other
than by editing, goes to ``.kept/``.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from workbook import files, shelf
from workbook.exercise import Exercise
from workbook.progress import Progress
from workbook.report import Outcome, Report
from workbook.stub import learners_copy

BOOK = "*"  # under this name, progress has what is about no exercise


class ChangedOutside(Exception):
    """A cell was not saved, because a text in its file would be lost."""


def home() -> Path:
    """Return the learner's folder: ``$WORKBOOK_HOME``, or ``my/`` beside the chapters."""
    return Path(os.environ.get("WORKBOOK_HOME") or shelf.ROOT / "my").expanduser().absolute()


def tidy(source: bytes) -> bytes:
    """Return *source* with LF line ends and exactly one final newline."""
    return source.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"


class Desk:
    """One learner's folder; every method may raise `files.Unreadable` and `files.Unsaved`.

    Args:
        home: where the learner's files are, or will be.
        root: the repository, with the stubs and notebooks to begin from.
        say: told in a sentence what happened to a file that nobody asked about.
    """

    def __init__(
        self, home: Path, root: Path = shelf.ROOT, say: Callable[[str], None] = print
    ) -> None:
        self.home, self.root = home, root
        self.progress = Progress(home / "progress.json", say)

    def lay_out(self) -> None:
        """Copy the notebooks that are not there yet, and touch none that is."""
        for notebook in sorted((self.root / "notebooks").glob("*.ipynb")):
            copy = self.home / notebook.name
            if not copy.exists():
                files.write(copy, notebook.read_bytes())

    def path(self, exercise: Exercise) -> Path:
        """Return where the learner's answer is, or would be."""
        return self.home / exercise.chapter / exercise.file_name

    def stub(self, exercise: Exercise) -> bytes:
        """Return what an answer begins as."""
        path = shelf.stub(exercise, self.root)
        built = files.read(path)
        if built is None:
            raise files.Unreadable(f"{path} is not built yet: python3 start.py build")
        return tidy(learners_copy(built.decode()).encode())

    def solution(self, exercise: Exercise) -> str:
        """Return the worked answer; nothing where a teacher keeps it."""
        return (files.read(shelf.solution(exercise, self.root)) or b"").decode()

    def read(self, exercise: Exercise) -> bytes | None:
        """Return the saved answer, or None if there is none."""
        return files.read(self.path(exercise))

    def answer(self, exercise: Exercise) -> bytes | None:
        """Return what `read` does, but None for an untouched stub too."""
        there = self.read(exercise)
        return None if there is None or tidy(there) == self.stub(exercise) else there

    def begin(self, exercise: Exercise) -> Path:
        """Return the path of the answer, which is made from the stub if it is not there."""
        path = self.path(exercise)
        if not path.exists():
            files.write(path, self.stub(exercise))
        return path

    def save(self, exercise: Exercise, source: bytes) -> None:
        """Make *source* the answer, and keep the text that gives way."""
        before = self.answer(exercise)
        if before is not None and tidy(before) != tidy(source):
            self.keep(exercise, before)
        self._put(exercise, source)

    def save_cell(self, exercise: Exercise, source: bytes) -> None:
        """Save the notebook's cell over what the notebook saved before.

        Raises:
            ChangedOutside: the file was edited elsewhere, or the cell is only the stub.
        """
        there, stub = self.read(exercise), self.stub(exercise)
        known = {_digest(source), _digest(stub)}
        if tidy(source) != stub:  # a fresh notebook must not empty a finished answer
            known.add(self.progress[exercise.name].get("seen", ""))
        if there is not None and _digest(there) not in known:
            raise ChangedOutside(f"{self.path(exercise)} holds another text than this cell.")
        self._put(exercise, source)
        self.saw(exercise, source)

    def saw(self, exercise: Exercise, source: bytes) -> None:
        """Note that the notebook's cell holds *source*, as the file does."""
        self.progress.note(exercise.name, seen=_digest(source))

    def keep(self, exercise: Exercise, source: bytes) -> None:
        """Store a text that gives way as ``.kept/NAME.N.py``."""
        last = max(self._kept(exercise), default=0)
        files.write(self._kept_path(exercise, last + 1), tidy(source))

    def undo(self, exercise: Exercise) -> bool:
        """Bring back the text that gave way last; return False if there is none."""
        kept = self._kept(exercise)
        if kept:
            path = self._kept_path(exercise, max(kept))
            self.save(exercise, path.read_bytes())
            path.unlink()
        return bool(kept)

    def visit(self, place: str) -> None:
        """Remember an exercise or a chapter as the one in hand."""
        self.progress.note(BOOK, last=place)

    @property
    def last(self) -> str:
        """The exercise or the chapter that was in hand last; nothing at first."""
        return str(self.progress[BOOK].get("last", ""))

    def next_hint(self, exercise: Exercise) -> int:
        """Return the number of the hint to show now, from 1; after the last it stays there."""
        number = min(self.progress[exercise.name].get("hints", 0) + 1, len(exercise.hints))
        self.progress.note(exercise.name, hints=number)
        return number

    def note_report(self, exercise: Exercise, source: bytes, report: Report) -> None:
        """Remember how the answer *source* did."""
        outcome, checked = report.outcome.value, _digest(source)
        self.progress.note(exercise.name, outcome=outcome, checked=checked)

    def standing(self, exercise: Exercise) -> Outcome | None:
        """Return how the answer did, or None if it has changed since it was checked."""
        answer, noted = self.answer(exercise), self.progress[exercise.name]
        if answer is None:
            return Outcome.NOT_STARTED
        if noted.get("checked") != _digest(answer):
            return None
        return next((each for each in Outcome if each.value == noted.get("outcome")), None)

    def _put(self, exercise: Exercise, source: bytes) -> None:
        there = self.read(exercise)
        if there is None or tidy(there) != tidy(source):
            files.write(self.path(exercise), tidy(source))

    def _kept_path(self, exercise: Exercise, number: int) -> Path:
        return self.home / ".kept" / f"{exercise.name}.{number}.py"

    def _kept(self, exercise: Exercise) -> list[int]:
        names = (path.name for path in (self.home / ".kept").glob(f"{exercise.name}.*.py"))
        return [int(name.split(".")[1]) for name in names if re.fullmatch(r"\w+\.\d+\.py", name)]


def _digest(source: bytes) -> str:
    return hashlib.sha256(tidy(source)).hexdigest()[:16]
