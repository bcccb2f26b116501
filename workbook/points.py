"""Points: the share of an exercise's checks that passed, summed over the core exercises."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from workbook.report import Outcome


@dataclass
class Tally:
    """One person's checks of one exercise, in one submission."""

    chapter: str
    weight: Fraction
    factor: Fraction = Fraction(1)
    """The share that lateness leaves."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def passed(self) -> int:
        """How many checks passed."""
        return self.outcomes.count(Outcome.PASSED)

    @property
    def judged(self) -> int:
        """How many checks count: all but those that need a program which is not here."""
        return len(self.outcomes) - self.outcomes.count(Outcome.SKIPPED)

    @property
    def points(self) -> Fraction:
        """The share that passed, weighted; nothing for what is not started."""
        share = Fraction(self.passed, self.judged) if self.judged else Fraction()
        return self.weight * self.factor * share

    @property
    def idle(self) -> bool:
        """Whether it was not started."""
        return set(self.outcomes) == {Outcome.NOT_STARTED}

    @property
    def line(self) -> str:
        """What a table says of it."""
        skipped = self.outcomes.count(Outcome.SKIPPED)
        return f"{self.passed} of {self.judged}" + (f" ({skipped} skipped)" if skipped else "")


class Points:
    """Everybody's points."""

    def __init__(self) -> None:
        self._tallies: dict[str, dict[str, dict[str, Tally]]] = {}

    def add(
        self,
        who: str,
        chapter: str,
        exercise: str,
        level: str,
        outcome: Outcome,
        *,
        weight: Fraction | None = None,
        factor: Fraction = Fraction(1),
        attempt: str = "",
    ) -> None:
        """Count one check; they may come in any order.

        Args:
            weight: of the exercise; 1 for a core one and 0 for others by default.
            factor: the share that lateness leaves.
            attempt: which of several submissions; the best counts, for each exercise.
        """
        weight = Fraction(level == "core") if weight is None else weight
        attempts = self._tallies.setdefault(who, {}).setdefault(exercise, {})
        attempts.setdefault(attempt, Tally(chapter, weight, factor)).outcomes.append(outcome)

    @property
    def full(self) -> bool:
        """Whether nobody could have more points."""
        return all(self._points(who) == self._of(who) for who in self._tallies)

    def table(self) -> list[str]:
        """Return the lines of a table: what each person has started, and the sum of points."""
        lines = []
        for who in sorted(self._tallies):
            tallies = dict(sorted(self._best(who).items(), key=_in_the_book))
            idle = [name for name, each in tallies.items() if each.idle]
            rows = {name: each.line for name, each in tallies.items() if not each.idle}
            if idle:
                rows["not started"] = ", ".join(idle)
            rows["points, core"] = f"{float(self._points(who)):.2f} of {float(self._of(who)):g}"
            lines += [f"{who:<16} {what:<20} {how}" for what, how in rows.items()]
        return lines

    def _best(self, who: str) -> dict[str, Tally]:
        return {
            exercise: max(attempts.values(), key=lambda each: (each.points, each.passed))
            for exercise, attempts in self._tallies[who].items()
        }

    def _points(self, who: str) -> Fraction:
        return sum((each.points for each in self._best(who).values()), Fraction())

    def _of(self, who: str) -> Fraction:
        judged = (each for each in self._best(who).values() if each.judged)
        return sum((each.weight for each in judged), Fraction())


def _in_the_book(named: tuple[str, Tally]) -> tuple[str, str]:
    return named[1].chapter, named[0]
