"""Find what lies in the repository: chapters, exercises, solutions and stubs."""

from __future__ import annotations

import difflib
import importlib.util
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbook.exercise import Exercise

ROOT = Path(__file__).resolve().parent.parent


class UnknownExercise(LookupError):
    """No exercise has this name; the text names the nearest one."""


@dataclass(frozen=True)
class Chapter:
    """One chapter: its folder, its title, and its exercises in the order of the text."""

    folder: Path
    title: str
    exercises: tuple[Exercise, ...]

    @property
    def name(self) -> str:
        """The folder's name, such as ``ch02_factories``."""
        return self.folder.name

    @property
    def short_title(self) -> str:
        """The title up to its colon, such as ``2. Factories``."""
        return self.title.partition(":")[0]

    @property
    def number(self) -> int:
        """The number in the folder's name, such as 2."""
        return int(self.name[2:4])

    @property
    def prose(self) -> Path:
        """The Markdown that the notebook is built from."""
        return self.folder / "chapter.md"


@cache
def chapters(root: Path = ROOT) -> tuple[Chapter, ...]:
    """Return the chapters in the order of the book."""
    return tuple(_chapter(path.parent) for path in sorted(root.glob("chapters/ch*/chapter.md")))


@cache
def exercises(root: Path = ROOT) -> dict[str, Exercise]:
    """Return every exercise by its name, in the order of the book.

    Raises:
        ValueError: two exercises have the same name.
    """
    found: dict[str, Exercise] = {}
    for chapter in chapters(root):
        for exercise in chapter.exercises:
            if exercise.name in found:
                raise ValueError(f"two exercises are called {exercise.name!r}")
            found[exercise.name] = exercise
    return found


def exercise(name: str, root: Path = ROOT) -> Exercise:
    """Return the exercise called *name*.

    Raises:
        UnknownExercise: there is none.
    """
    try:
        return exercises(root)[name]
    except KeyError:
        near = difflib.get_close_matches(name, exercises(root), n=1)
        guess = f" Did you mean `{near[0]}`?" if near else ""
        raise UnknownExercise(f"There is no exercise called `{name}`.{guess}") from None


def solution(exercise: Exercise, root: Path = ROOT) -> Path:
    """Return the path of the worked answer."""
    return root / "solutions" / exercise.chapter / exercise.file_name


def stub(exercise: Exercise, root: Path = ROOT) -> Path:
    """Return the path of the built file that a learner begins with."""
    return root / "chapters" / exercise.chapter / exercise.file_name


def _chapter(folder: Path) -> Chapter:
    heading = re.search(r"^# (.+)$", (folder / "chapter.md").read_text("utf-8"), re.MULTILINE)
    if heading is None:
        raise ValueError(f"{folder.name}/chapter.md has no first heading")
    found = tuple(thing for thing in _checks(folder) if isinstance(thing, Exercise))
    for each in found:
        each.chapter = folder.name
    return Chapter(folder, heading[1], found)


def _checks(folder: Path) -> list[object]:
    path = folder / "checks.py"
    if not path.exists():
        return []
    spec = importlib.util.spec_from_file_location(f"workbook_checks_{folder.name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(vars(module).values())
