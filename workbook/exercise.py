"""An exercise: its name, its hints in order, and the checks that an answer must pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.engine.subject import Subject

LEVELS = ("core", "more", "final")

Question = Callable[["Subject"], None]


@dataclass(frozen=True)
class Check:
    """One thing that an answer must do.

    Its function asks the learner's program questions through a `Subject`. It returns
    if the program does the thing, and raises `AssertionError` with words for the
    learner if it does not.
    """

    name: str
    title: str
    """The sentence that a learner reads: the first line of the function's docstring."""

    mistake: tuple[str, str]
    """An edit of the solution, ``(old, new)``, that must turn this check red."""

    ask: Question


@dataclass
class Exercise:
    """One exercise of one chapter.

    The name is the same everywhere: this object, the solution, the stub, the
    notebook's cell, the link in ``chapter.md``, and the learner's file.
    """

    name: str
    level: str
    """``core``, ``more`` or ``final``."""

    hints: tuple[str, ...]
    """Markdown, from a nudge to nearly the answer; never the answer itself."""

    checks: list[Check] = field(default_factory=list)
    chapter: str = ""
    """The folder of its chapter, such as ``ch02_factories``; the shelf writes it."""

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ValueError(f"an exercise is named by an identifier, not {self.name!r}")
        if self.level not in LEVELS:
            raise ValueError(f"{self.name}: the level is one of {LEVELS}, not {self.level!r}")

    @property
    def file_name(self) -> str:
        """The file that holds an answer, such as ``guestbook.py``."""
        return f"{self.name}.py"

    def check(self, *, mistake: tuple[str, str]) -> Callable[[Question], Check]:
        """Return a decorator that adds a check; the docstring becomes its title."""

        def add(ask: Question) -> Check:
            title = (ask.__doc__ or "").strip().partition("\n")[0]
            check = Check(ask.__name__, title, mistake, ask)
            self.checks.append(check)
            return check

        return add
