"""What a learner is told about an answer; drawn by `card_text` and `card_html`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbook import letters, words
from workbook import strip as strips
from workbook.desk import Desk
from workbook.exercise import Exercise
from workbook.letters import Run
from workbook.report import Exchange, Outcome, Place, Report, Result
from workbook.strip import Strip

PIECES = 12  # deliveries shown
PIECE = 24  # bytes shown of each, if there are more than two
PRINTED = 2000  # characters shown of what the program printed


@dataclass(frozen=True)
class Card:
    """A report and what belongs beside it.

    Much of it comes from the learner's program, so nothing in it is trusted.
    """

    report: Report
    hints: tuple[str, ...] = ()
    solution: str = ""
    """The worked answer, shown when the exercise is passed."""

    next: str = ""
    """The name of the exercise that follows."""

    notes: tuple[str, ...] = ()
    """What happened to the learner's files."""

    strip: Strip | None = None
    """How far the learner is."""

    @property
    def done(self) -> list[str]:
        """What else is done with this exercise, such as its chapter."""
        passed = self.report.outcome is Outcome.PASSED
        return self.strip.done if self.strip and passed else []


@dataclass(frozen=True)
class Notice:
    """Why an exercise was not checked, and what can be done about it; Markdown."""

    exercise: str
    said: str


def of(desk: Desk, exercise: Exercise, report: Report, notes: Iterable[str] = ()) -> Card:
    """Return the card of an exercise of the desk's book."""
    passed = report.outcome is Outcome.PASSED
    solution = desk.solution(exercise) if passed else ""
    strip = strips.of(desk, exercise.name, **{exercise.name: report.outcome})
    told = told_once(printed_once(report))
    return Card(told, exercise.hints, solution, strip.next, tuple(notes), strip)


def printed_once(report: Report) -> Report:
    """Return *report* with what every check printed only where the reader looks first."""
    results = report.results
    if len({each.printed for each in results}) > 1:
        return report
    first = next((each for each in results if each.outcome is Outcome.FAILED), results[0])
    quiet = (each if each is first else replace(each, printed="") for each in results)
    return replace(report, results=tuple(quiet))


def told_once(report: Report) -> Report:
    """Return *report* with a fault that several checks met only where it is met first."""
    if common(report):
        return report
    results: list[Result] = []
    met: set[object] = set()
    for each in report.results:
        cause = _cause(each)
        again = cause in met and each.outcome is Outcome.FAILED
        results.append(Result(each.check, each.title, each.outcome, words.SAME) if again else each)
        met.add(cause)
    return replace(report, results=tuple(results))


def verdict(report: Report) -> str:
    """Return how the exercise did, in a few words."""
    skipped = len(report.results) - report.judged
    also = words.SKIPPED.format(skipped) if skipped else ""
    if report.outcome is Outcome.PASSED:
        return words.DONE + also
    if report.outcome is Outcome.FAILED:
        return words.SOME_PASS.format(report.passed, report.judged) + also
    return report.outcome.value


def common(report: Report) -> Result | None:
    """Return a result that stands for all, if every check stumbled over the same thing."""
    first, *others = report.results
    same = len({_cause(each) for each in report.results}) == 1
    return first if same and others and first.outcome is not Outcome.PASSED else None


def _cause(result: Result) -> object:
    """Return what went wrong: the error and its line, however each check noticed it."""
    if result.places:
        return result.message.partition(":")[0], result.places[-1]
    return result.outcome, result.message, None if result.symptom else result.exchange


def places(result: Result) -> list[str]:
    """Return where in the learner's file it went wrong, and what stands there."""
    return [f"{_where(each)}:  {each.text}" for each in result.places]


def _where(place: Place) -> str:
    inside = words.INSIDE.format(place.function) if place.function.isidentifier() else ""
    return words.LINE.format(place.line) + inside


def wire(exchange: Exchange) -> dict[str, list[list[Run]]]:
    """Return what was sent, in its pieces, and what should have and what did come back."""
    expected, came_back = exchange.expected, exchange.came_back
    differs = None if expected == came_back else exchange.first_difference
    rows = {words.SENT: _pieces(exchange.sent)} if exchange.sent else {}
    if expected or came_back:
        rows[words.EXPECTED] = [letters.excerpt(expected, differs if came_back else None)]
        rows[words.CAME_BACK] = [letters.excerpt(came_back, differs)]
    return rows


def _pieces(sent: tuple[bytes, ...]) -> list[list[Run]]:
    shown = PIECE if len(sent) > 2 else letters.SHOWN
    pieces = [letters.excerpt(piece, shown=shown) for piece in sent[:PIECES]]
    more = len(sent) - PIECES
    return [*pieces, [Run(words.MORE_PIECES.format(more), "quiet")]] if more > 0 else pieces


def printed(result: Result) -> str:
    """Return the beginning of what the program printed, and how much more there was."""
    more = len(result.printed) - PRINTED
    rest = words.MORE_LETTERS.format(more) if more > 0 else ""
    return "\n".join(filter(None, [result.printed[:PRINTED], rest]))


def headline(report: Report) -> str:
    """Return how one exercise did, as one line."""
    return f"{words.MARKS[report.outcome]} {report.exercise}: {verdict(report)}"


def again(report: Report) -> str:
    """Return how the program was contained, and what repeats the drawn inputs."""
    return words.SEED.format(report.seed, report.tier)
