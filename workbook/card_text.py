"""Draw the card as text: for a terminal, a log or a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import east_asian_width

from workbook import repeat, words
from workbook.card import Card, Notice, again, common, headline, places, printed, wire
from workbook.letters import spell
from workbook.report import Exchange, Outcome, Report, Result
from workbook.words import MARKS


def text(card: Card) -> str:
    """Return the card as lines: no colour, and always in the same order."""
    report, shared = card.report, common(card.report)
    lines = [headline(report), *(f"  {MARKS[report.outcome]} {each}" for each in card.done)]
    if shared:
        lines += [f"    {line}" for line in details(shared)]
    if not shared or shared.outcome is Outcome.NOT_STARTED:
        for result in report.results:
            lines.append(f"  {MARKS[result.outcome]} {result.title}")
            lines += [f"      {line}" for line in details(result) if not shared]
    return spell("\n".join([*card.notes, *lines, *(f"  {line}" for line in ending(card))]))


def notice(notice: Notice) -> str:
    """Return why there is no verdict."""
    return spell(f"! {notice.exercise}: {words.NOT_CHECKED}\n\n{notice.said}")


def told(result: Result) -> str:
    """Return one check as text, with all that there is to say about it."""
    return spell("\n".join([f"{MARKS[result.outcome]} {result.title}", *details(result)]))


def _wire_lines(exchange: Exchange) -> Iterator[str]:
    for label, pieces in wire(exchange).items():
        how = f"   ({exchange.how})" if exchange.how and label == words.SENT else ""
        spelt = ["".join(run.shown for run in piece) for piece in pieces]
        yield f"{label:<11}{' | '.join(spelt)}{how}"
    before = ""
    for run in wire(exchange).get(words.CAME_BACK, [[]])[0]:
        if run.kind == "differs" and exchange.came_back:
            width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in before)
            yield f"{'':<11}{' ' * width}^ {words.DIFFERS}"
        before += run.shown


def details(
    result: Result, exchanged: Callable[[Exchange], Iterator[str]] = _wire_lines
) -> Iterator[str]:
    """Yield the lines of text below a check's title.

    Args:
        exchanged: yields the lines of what was sent, expected, and came back.
    """
    yield from result.message.splitlines()
    yield from places(result)
    yield from result.symptom.splitlines()
    if result.exchange:
        yield from exchanged(result.exchange)
    if result.printed:
        yield words.PRINTED
        yield from (f"| {line}" for line in printed(result).splitlines())


def ending(card: Card) -> Iterator[str]:
    """Yield the lines below the checks: what comes next, or what helps."""
    name, report = card.report.exercise, card.report
    if report.outcome is Outcome.PASSED:
        if card.next:
            yield words.NEXT.format(card.next)
        if card.solution:
            yield words.WORKED_AT.format(name)
    else:
        yield from _to_try(report)
        if card.hints:
            yield words.HINTS.format(len(card.hints), name)
    if card.strip:
        yield card.strip.path
    if report.outcome is Outcome.FAILED:
        yield again(report)


def _to_try(report: Report) -> Iterator[str]:
    """Yield the code that repeats what went wrong first on the wire."""
    code = next(filter(None, map(repeat.code, report.results)), "")
    if code:
        yield f"{words.TRY}. {words.TRY_HERE}"
        yield from (f"  {line}" for line in code.splitlines())
