"""Points: the share of an exercise's checks that passed, summed over the core exercises."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from workbook.report import Outcome


@dataclass
class Tally:
    """One person's checks of one exercise."""

    level: str
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
        """The share that passed; nothing for what is not started."""
        return Fraction(self.passed, self.judged) if self.judged else Fraction()

    @property
    def line(self) -> str:
        """What a table says of it."""
        if set(self.outcomes) == {Outcome.NOT_STARTED}:
            return Outcome.NOT_STARTED.value
        skipped = self.outcomes.count(Outcome.SKIPPED)
        return f"{self.passed} of {self.judged}" + (f" ({skipped} skipped)" if skipped else "")


class Points:
    """Everybody's points."""

    def __init__(self) -> None:
        self._tallies: dict[str, dict[str, Tally]] = {}

    def add(self, who: str, exercise: str, level: str, outcome: Outcome) -> None:
        """Count one check."""
        tallies = self._tallies.setdefault(who, {})
        tallies.setdefault(exercise, Tally(level)).outcomes.append(outcome)

    @property
    def full(self) -> bool:
        """Whether nobody could have more points."""
        return all(sum(mine) == len(mine) for mine in map(self._core, self._tallies))

    def table(self) -> list[str]:
        """Return the lines of a table: each exercise of each person, and a sum for each."""
        lines = []
        for who, tallies in self._tallies.items():
            lines += [f"{who:<16} {name:<20} {each.line}" for name, each in tallies.items()]
            mine = self._core(who)
            lines.append(f"{who:<16} {'points, core':<20} {float(sum(mine)):.2f} of {len(mine)}")
        return lines

    def _core(self, who: str) -> list[Fraction]:
        tallies = self._tallies[who].values()
        return [each.points for each in tallies if each.level == "core" and each.judged]
