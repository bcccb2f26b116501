"""Points: the share of an exercise's checks that passed, summed over the core exercises."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from workbook.report import Outcome


@dataclass
class Tally:
    """One person's checks of one exercise."""

    chapter: str
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
        self._tallies: dict[str, dict[str, Tally]] = {}

    def add(self, who: str, chapter: str, exercise: str, level: str, outcome: Outcome) -> None:
        """Count one check; they may come in any order."""
        tallies = self._tallies.setdefault(who, {})
        tallies.setdefault(exercise, Tally(chapter, level)).outcomes.append(outcome)

    @property
    def full(self) -> bool:
        """Whether nobody could have more points."""
        return all(sum(mine) == len(mine) for mine in map(self._core, self._tallies))

    def table(self) -> list[str]:
        """Return the lines of a table: what each person has started, and the sum of points."""
        lines = []
        for who in sorted(self._tallies):
            tallies = dict(sorted(self._tallies[who].items(), key=_in_the_book))
            mine, idle = self._core(who), [name for name, each in tallies.items() if each.idle]
            rows = {name: each.line for name, each in tallies.items() if not each.idle}
            if idle:
                rows["not started"] = ", ".join(idle)
            rows["points, core"] = f"{float(sum(mine)):.2f} of {len(mine)}"
            lines += [f"{who:<16} {what:<20} {how}" for what, how in rows.items()]
        return lines

    def _core(self, who: str) -> list[Fraction]:
        tallies = self._tallies[who].values()
        return [each.points for each in tallies if each.level == "core" and each.judged]


def _in_the_book(named: tuple[str, Tally]) -> tuple[str, str]:
    return named[1].chapter, named[0]
