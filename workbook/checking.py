"""Check the answers on a desk, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workbook.desk import Desk
from workbook.engine import judge
from workbook.exercise import Exercise
from workbook.files import Unreadable
from workbook.report import Outcome, Report, Result


def checked(
    desk: Desk,
    exercises: Iterable[Exercise],
    seed: str | None = None,
    begin: Callable[[str], None] = lambda name: None,
) -> Iterator[tuple[Exercise, Report]]:
    """Check each answer, and remember its outcome once the caller has shown it.

    Args:
        begin: told the name of an exercise before it is checked.

    Raises:
        files.Unsaved: an outcome cannot be remembered.
    """
    for exercise in exercises:
        begin(exercise.name)
        try:
            source = desk.read(exercise)
        except Unreadable as problem:
            yield exercise, unreadable(exercise, str(problem))
            continue
        report = judge.check(exercise, source, seed=seed)
        yield exercise, report
        if source is not None:
            desk.note_report(exercise, source, report)


def report_on(
    exercise: Exercise, read: Callable[[], bytes | None], seed: str | None = None
) -> Report:
    """Check what *read* returns; what cannot be read fails like any other mistake."""
    try:
        source = read()
    except Unreadable as problem:
        return unreadable(exercise, str(problem))
    return judge.check(exercise, source, seed=seed)


def tally(reports: Iterable[Report]) -> str:
    """Return how many pass and which do not: ``11 of 12 pass; `hello` not started``."""
    outcomes: dict[Outcome, list[str]] = {}
    for report in reports:
        outcomes.setdefault(report.outcome, []).append(f"`{report.exercise}`")
    of = sum(map(len, outcomes.values()))
    passed = len(outcomes.pop(Outcome.PASSED, []))
    rest = (f"; {', '.join(names)} {outcome.value}" for outcome, names in outcomes.items())
    return f"{passed} of {of} pass{''.join(rest)}."


def unreadable(exercise: Exercise, problem: str) -> Report:
    """Return a report in which every check tells of the *problem*."""
    results = (Result(each.name, each.title, Outcome.FAILED, problem) for each in exercise.checks)
    return Report(exercise.name, tuple(results), tier="none", seed="none", loaded=False)
