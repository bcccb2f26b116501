"""What a learner is told about an answer: what goes on the card, and the card as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from workbook import letters, shelf
from workbook.desk import Desk
from workbook.exercise import Exercise
from workbook.letters import Run, spell
from workbook.report import Exchange, Outcome, Report, Result

PIECES = 12  # deliveries shown
PIECE = 24  # bytes shown of each, if there are more than two
PRINTED = 2000  # characters shown of what the program printed

MARKS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.NOT_STARTED: "○",
    Outcome.SKIPPED: "–",
}
LEGEND = "✓ passed, ✗ not yet, ○ not started, ~ changed since it was checked"


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

    def _repr_mimebundle_(self, include: object, exclude: object) -> dict[str, str]:
        from workbook import card_html  # it draws what is said here

        return {"text/html": card_html.html(self), "text/plain": text(self)}


@dataclass(frozen=True)
class Notice:
    """Why an exercise was not checked, and what can be done about it; Markdown."""

    exercise: str
    said: str

    def _repr_mimebundle_(self, include: object, exclude: object) -> dict[str, str]:
        from workbook import card_html

        plain = f"! {self.exercise}: not checked\n\n{self.said}"
        return {"text/html": card_html.notice(self), "text/plain": spell(plain)}


def of(desk: Desk, exercise: Exercise, report: Report, notes: Iterable[str] = ()) -> Card:
    """Return the card of an exercise of the desk's book."""
    names = [*shelf.exercises(desk.root), ""]
    follows = names[names.index(exercise.name) + 1]
    passed = report.outcome is Outcome.PASSED
    solution = shelf.solution(exercise, desk.root).read_text("utf-8") if passed else ""
    return Card(report, exercise.hints, solution, follows, tuple(notes))


def overview(desk: Desk) -> str:
    """Return the whole book as text: how each exercise stands, and the core path."""
    lines, core = [], []
    for chapter in shelf.chapters(desk.root):
        found = [(exercise, desk.standing(exercise)) for exercise in chapter.exercises]
        marks = (f"{MARKS[how] if how else '~'} {exercise.name}" for exercise, how in found)
        lines.append(f"{chapter.name:<20}{'   '.join(marks)}")
        core += [how is Outcome.PASSED for exercise, how in found if exercise.level == "core"]
    return "\n".join([*lines, "", f"Core path: {sum(core)} of {len(core)}. {LEGEND}"])


def verdict(report: Report) -> str:
    """Return how the exercise did, in a few words."""
    skipped = len(report.results) - report.judged
    also = f", {skipped} skipped" if skipped else ""
    if report.outcome is Outcome.PASSED:
        return "done" + also
    if report.outcome is Outcome.FAILED:
        return f"{report.passed} of {report.judged} checks pass" + also
    return report.outcome.value


def common(report: Report) -> Result | None:
    """Return the one thing that is wrong, if every check says the same."""
    first, *others = report.results
    told = {(each.outcome, each.message, each.places, each.exchange) for each in report.results}
    return first if others and first.outcome is not Outcome.PASSED and len(told) == 1 else None


def places(result: Result) -> list[str]:
    """Return where in the learner's file it went wrong, and what stands there."""
    return [f"line {each.line}, in {each.function}:  {each.text}" for each in result.places]


def wire(exchange: Exchange) -> dict[str, list[list[Run]]]:
    """Return what was sent, in its pieces, and what should have and what did come back."""
    expected, came_back = exchange.expected, exchange.came_back
    differs = None if expected == came_back else exchange.first_difference
    rows = {"sent": _pieces(exchange.sent)} if exchange.sent else {}
    if expected or came_back:
        rows["expected"] = [letters.excerpt(expected, differs)]
        rows["came back"] = [letters.excerpt(came_back, differs)]
    return rows


def _pieces(sent: tuple[bytes, ...]) -> list[list[Run]]:
    shown = PIECE if len(sent) > 2 else letters.SHOWN
    pieces = [letters.excerpt(piece, shown=shown) for piece in sent[:PIECES]]
    more = len(sent) - PIECES
    return [*pieces, [Run(f"{more} more", "quiet")]] if more > 0 else pieces


def printed(result: Result) -> str:
    """Return the beginning of what the program printed, and how much more there was."""
    more = len(result.printed) - PRINTED
    return result.printed[:PRINTED] + (f"\n… {more} characters more" if more > 0 else "")


def headline(report: Report) -> str:
    """Return how one exercise did, as one line."""
    return f"{MARKS[report.outcome]} {report.exercise}: {verdict(report)}"


def text(card: Card) -> str:
    """Return the card for a terminal, a log or a screen reader: no colour, a stable order."""
    report, shared = card.report, common(card.report)
    lines = [headline(report)]
    if shared:
        lines += [f"    {line}" for line in details(shared)]
    if not shared or shared.outcome is Outcome.NOT_STARTED:
        for result in report.results:
            lines.append(f"  {MARKS[result.outcome]} {result.title}")
            lines += [f"      {line}" for line in details(result) if not shared]
    return spell("\n".join([*card.notes, *lines, *(f"  {line}" for line in _ending(card))]))


def told(result: Result) -> str:
    """Return one check as text, with all that there is to say about it."""
    return spell("\n".join([f"{MARKS[result.outcome]} {result.title}", *details(result)]))


def details(result: Result) -> Iterator[str]:
    """Yield the lines of text below a check's title."""
    yield from result.message.splitlines()
    if result.exchange:
        yield from _wire_lines(result.exchange)
    yield from places(result)
    if result.printed:
        yield "Your program printed:"
        yield from (f"| {line}" for line in printed(result).splitlines())


def _wire_lines(exchange: Exchange) -> Iterator[str]:
    for label, pieces in wire(exchange).items():
        how = f"   ({exchange.how})" if exchange.how and label == "sent" else ""
        spelt = ["".join(run.shown for run in piece) for piece in pieces]
        yield f"{label:<11}{' | '.join(spelt)}{how}"
    before = ""
    for run in wire(exchange).get("came back", [[]])[0]:
        if run.kind == "differs":
            width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in before)
            yield f"{'':<11}{' ' * width}^ the first byte that differs"
        before += run.shown


def _ending(card: Card) -> Iterator[str]:
    name, report = card.report.exercise, card.report
    if report.outcome is Outcome.PASSED:
        if card.next:
            yield f"Next: {card.next}"
        if card.solution:
            yield f"A worked answer: python3 start.py solution {name}"
    elif card.hints:
        yield f"Hints, {len(card.hints)} in all: python3 start.py hint {name}"
    if report.outcome is Outcome.FAILED:
        yield again(report)


def again(report: Report) -> str:
    """Return how the program was contained, and what repeats the drawn inputs."""
    return f"seed {report.seed}, contained by {report.tier}"
