"""Draw the card as text: for a terminal, a log or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from workbook.card import MARKS, Card, Notice, again, common, headline, places, printed, wire
from workbook.letters import spell
from workbook.report import Exchange, Outcome, Result


def text(card: Card) -> str:
    """Return the card as lines: no colour, and always in the same order."""
    report, shared = card.report, common(card.report)
    lines = [headline(report)]
    if shared:
        lines += [f"    {line}" for line in details(shared)]
    if not shared or shared.outcome is Outcome.NOT_STARTED:
        for result in report.results:
            lines.append(f"  {MARKS[result.outcome]} {result.title}")
            lines += [f"      {line}" for line in details(result) if not shared]
    return spell("\n".join([*card.notes, *lines, *(f"  {line}" for line in _ending(card))]))


def notice(notice: Notice) -> str:
    """Return why there is no verdict."""
    return spell(f"! {notice.exercise}: not checked\n\n{notice.said}")


def told(result: Result) -> str:
    """Return one check as text, with all that there is to say about it."""
    return spell("\n".join([f"{MARKS[result.outcome]} {result.title}", *details(result)]))


def details(result: Result) -> Iterator[str]:
    """Yield the lines of text below a check's title."""
    yield from result.message.splitlines()
    yield from places(result)
    if result.exchange:
        yield from _wire_lines(result.exchange)
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
        if run.kind == "differs" and exchange.came_back:
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
