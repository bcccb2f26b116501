"""Say the card in sentences, for a screen reader: no marks, no columns, always the same order."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import words
from workbook.card import Card, common, verdict, wire
from workbook.card_text import details, ending
from workbook.letters import Run, spell
from workbook.report import Exchange, Report


def plain(card: Card) -> str:
    """Return the card as lines that make sense one after the other."""
    report, shared = card.report, common(card.report)
    lines = [*card.notes, headline(report), *card.done]
    lines += details(shared, _wire) if shared else []
    for number, result in enumerate(report.results, start=1):
        place = number, len(report.results)
        lines.append(words.PLAIN_CHECK.format(*place, result.outcome.value, result.title))
        lines += [] if shared else details(result, _wire)
    return spell("\n".join([*lines, *ending(card)]))


def headline(report: Report) -> str:
    """Return how one exercise did, as a sentence."""
    return f"{report.exercise}: {verdict(report)}."


def _wire(exchange: Exchange) -> Iterator[str]:
    rows = {label: [_said(piece) for piece in pieces] for label, pieces in wire(exchange).items()}
    sent = rows.pop(words.SENT, [])
    if len(sent) == 1:
        yield words.PLAIN_SENT.format(sent[0])
    elif sent:
        how = f", {exchange.how}" if exchange.how else ""
        yield words.PLAIN_SENT_IN_PIECES.format(len(exchange.sent), how)
        for number, piece in enumerate(sent, start=1):
            yield words.PLAIN_PIECE.format(number, piece)
    for label, (said,) in rows.items():
        yield words.PLAIN_ROW.format(label.capitalize(), said)
    if exchange.came_back and exchange.expected != exchange.came_back:
        yield words.PLAIN_DIFFERS.format(*_first_difference(exchange))


def _first_difference(exchange: Exchange) -> tuple[int, str, str]:
    """Return the number of the first byte that differs, and what it should and what it did be."""
    marked = [
        next(run.shown for run in wire(exchange)[label][0] if run.kind == "differs")
        for label in (words.EXPECTED, words.CAME_BACK)
    ]
    return exchange.first_difference + 1, marked[0], marked[1]


def _said(runs: list[Run]) -> str:
    return "".join(run.shown for run in runs)
