"""Check again whatever is saved: what `screen` shows, and what its keys do."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path

from watchfiles import awatch

from workbook import card, card_text, words
from workbook.checking import checked
from workbook.desk import Desk
from workbook.exercise import Exercise
from workbook.files import Unreadable
from workbook.report import Outcome


class Watch:
    """The exercises that are watched, and the one in hand: at first, where the learner was.

    What is passed is passed over, while something is left.
    Every method may raise `files.Unreadable` and `files.Unsaved`.
    """

    def __init__(self, desk: Desk, exercises: Sequence[Exercise]) -> None:
        self.desk, self.exercises = desk, exercises
        last = next((each for each in exercises if each.name == desk.last), None)
        self.exercise = last or exercises[-1]
        if last is None or self.standing(last) is Outcome.PASSED:
            self.exercise = self.next()
        desk.begin(self.exercise)

    async def due(self) -> AsyncIterator[Exercise]:
        """Yield the exercise in hand, and from then on each whose answer is saved."""
        saves = self._saves()
        coming = asyncio.ensure_future(anext(saves))
        await asyncio.sleep(0)  # now it watches
        yield self.exercise
        while True:
            yield await coming
            coming = asyncio.ensure_future(anext(saves))

    async def _saves(self) -> AsyncGenerator[Exercise]:
        answers = {_place(self.desk.path(each)): each for each in self.exercises}
        async for changes in awatch(self.desk.home):
            for place in answers.keys() & {_place(Path(path)) for _, path in changes}:
                yield answers[place]

    def check(self, exercise: Exercise) -> str:
        """Take *exercise* in hand, check its answer, and return the card."""
        self.exercise, shown = exercise, ""
        self.desk.visit(exercise.name)
        notes = [os.path.relpath(self.desk.begin(exercise))]
        for _, report in checked(self.desk, [exercise]):
            shown = card_text.text(card.of(self.desk, exercise, report, notes))
        return shown

    def standing(self, exercise: Exercise) -> Outcome | None:
        """Return how an answer did, as far as that is known."""
        with contextlib.suppress(Unreadable):
            return self.desk.standing(exercise)
        return None

    def next(self) -> Exercise:
        """Return the one after that in hand, but none that is passed while others are not."""
        after = self.exercises.index(self.exercise) + 1
        others = [*self.exercises[after:], *self.exercises[:after]]
        left = (each for each in others if self.standing(each) is not Outcome.PASSED)
        return next(left, others[0])

    def hint(self) -> str:
        """Return the next hint."""
        number, hints = self.desk.next_hint(self.exercise), self.exercise.hints
        return f"Hint {number} of {len(hints)}: {hints[number - 1]}"

    def solution(self) -> str:
        """Return the worked answer."""
        return self.desk.solution(self.exercise) or words.KEPT

    def reset(self) -> None:
        """Begin the exercise in hand anew; the text that gives way is kept."""
        self.desk.save(self.exercise, self.desk.stub(self.exercise))


def _place(path: Path) -> Path:
    """Return where *path* really is, though it may be a link itself."""
    return path.parent.resolve() / path.name
