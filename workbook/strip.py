"""How far a learner is: a chapter's exercises, the core path, and where the last step was."""

from __future__ import annotations

from dataclasses import dataclass

from workbook import shelf, words
from workbook.desk import Desk
from workbook.exercise import Exercise
from workbook.files import Unreadable
from workbook.report import Outcome
from workbook.shelf import Chapter

Standings = dict[str, Outcome | None]


@dataclass(frozen=True)
class Strip:
    """The chapters of a book, how each exercise stands, and the chapter in hand."""

    chapters: tuple[Chapter, ...]
    standings: Standings
    """By the name of the exercise; None if the answer has changed since it was checked."""

    here: Chapter | None = None
    exercise: str = ""
    """The exercise in hand, of the chapter *here*."""

    @property
    def core(self) -> tuple[int, int]:
        """How many exercises of the core path are done, and how many it has."""
        levels = {each.name: each.level for part in self.chapters for each in part.exercises}
        core = [name for name in self.standings if levels[name] == "core"]
        return sum(map(self.passed, core)), len(core)

    def passed(self, name: str) -> bool:
        """Whether the exercise *name* is done."""
        return self.standings[name] is Outcome.PASSED

    @property
    def done(self) -> list[str]:
        """What is done, now that the exercise in hand is: the chapter, the path, the book."""
        said = []
        if self.here and all(self.passed(each.name) for each in self.here.exercises):
            said.append(words.CHAPTER_DONE.format(self.here.title))
        done, count = self.core
        if all(map(self.passed, self.standings)):
            said.append(words.BOOK_DONE)
        elif done == count:
            said.append(words.CORE_DONE.format(count))
        return said

    @property
    def path(self) -> str:
        """The core path, in a few words."""
        return words.CORE.format(*self.core)

    @property
    def next(self) -> str:
        """The name of the next exercise that is not done; nothing after the last one."""
        names = list(self.standings)
        after = names.index(self.exercise) + 1 if self.exercise else 0
        left = (name for name in names[after:] + names[:after] if not self.passed(name))
        return next(left, "")

    @property
    def summary(self) -> str:
        """The core path as a sentence."""
        return f"{self.path[0].upper()}{self.path[1:]}."

    @property
    def where(self) -> str:
        """Where the learner was last; nothing at first."""
        if self.here is None:
            return ""
        if self.exercise:
            return words.HERE_AT.format(self.exercise, self.here.short_title)
        return words.HERE.format(self.here.short_title)


def of(desk: Desk, last: str = "", **known: Outcome) -> Strip:
    """Return how far the owner of *desk* is.

    Args:
        last: the exercise or chapter in hand; by default the one that the desk remembers.
        known: outcomes of this moment, which the desk has not noted yet.
    """
    chapters, last = shelf.chapters(desk.root), last or desk.last
    here = next((each for each in chapters if last in (each.name, *_names(each))), None)
    exercises = [each for part in chapters for each in part.exercises]
    standings = {e.name: known.get(e.name) or _standing(desk, e) for e in exercises}
    at = last if here and last != here.name else ""
    return Strip(chapters, standings, here, at)


def overview(desk: Desk) -> str:
    """Return the whole book as text: how each exercise stands, and the core path."""
    strip, lines = of(desk), []
    for chapter in strip.chapters:
        lines.append(f"{chapter.name:<20}{'   '.join(marked(strip, chapter))}".rstrip())
    where = [strip.where] if strip.where else []
    return "\n".join([*lines, "", *where, f"{strip.summary} {words.LEGEND}"])


def text(strip: Strip) -> str:
    """Return the chapter in hand and the core path, as a line or two."""
    here = strip.here
    chapter = [f"{here.short_title}   {'   '.join(marked(strip, here))}"] if here else []
    return "\n".join([*chapter, strip.path])


def marked(strip: Strip, chapter: Chapter) -> list[str]:
    """Return the exercises of *chapter*, each with its mark."""
    return [f"{_mark(strip.standings[name])} {name}" for name in _names(chapter)]


def _mark(outcome: Outcome | None) -> str:
    return words.MARKS[outcome] if outcome else words.CHANGED_MARK


def _standing(desk: Desk, exercise: Exercise) -> Outcome | None:
    try:
        return desk.standing(exercise)
    except Unreadable:  # of this one, its own card will tell
        return None


def _names(chapter: Chapter) -> list[str]:
    return [each.name for each in chapter.exercises]
