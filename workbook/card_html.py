"""Draw the card for a notebook: no script, no ids, no colour alone, nothing unescaped."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from workbook import card_text, conversation, repeat, words
from workbook.card import Card, Notice, again, common, places, printed, verdict, wire
from workbook.letters import Run, spell
from workbook.report import Exchange, Outcome, Report, Result

CUT = '<span class="cut"> | </span>'  # for who hears the page, or sees it without its style
EMPHASIS = re.compile(r"(?<!\w)\*(\w[^*\n]*)\*(?!\w)")


def bundle(shown: Card | Notice) -> dict[str, str]:
    """Return what a notebook displays: HTML, and the same as text for those who cannot show it."""
    if isinstance(shown, Notice):
        return {"text/html": notice(shown), "text/plain": card_text.notice(shown)}
    return {"text/html": html(shown), "text/plain": card_text.text(shown)}


def html(card: Card) -> str:
    """Return the card as one element that follows the theme of the page around it.

    Its attributes ``data-exercise`` and ``data-outcome`` are for who looks for it in a page.
    """
    report, notes = card.report, "".join(map(_prose, card.notes))
    head = _head(_mark(report.outcome), report.exercise, verdict(report))
    content = f"{notes}{head}{_cheers(card)}{_checks(report)}{_ending(card)}"
    return _frame(report.exercise, _state(report), content)


def notice(notice: Notice) -> str:
    """Return a card that says why there is no verdict."""
    mark = '<span class="mark" aria-hidden="true">!</span>'
    head = _head(mark, notice.exercise, words.NOT_CHECKED)
    return _frame(notice.exercise, "unchecked", head + _prose(notice.said))


def _frame(name: str, state: str, content: str) -> str:
    found = f'data-exercise="{_safe(name)}" data-outcome="{state}"'
    return f'<div class="wb-card {state}" {found}><style>{style()}</style>{content}</div>'


def _head(mark: str, name: str, said: str) -> str:
    said = f'<span class="verdict">{_safe(said)}</span>'
    return f'<div class="head">{mark} <strong>{_safe(name)}</strong> {said}</div>'


def _cheers(card: Card) -> str:
    return "".join(f'<p class="cheer">{_safe(each)}</p>' for each in card.done)


def _checks(report: Report) -> str:
    if shared := common(report):
        titles = "".join(_check(Result("", r.title, r.outcome)) for r in report.results)
        listed = f"<ul>{titles}</ul>" if shared.outcome is Outcome.NOT_STARTED else ""
        return f'<div class="body">{_details(shared)}{_seen(shared)}</div>{listed}'
    first = next((r for r in report.results if r.outcome is Outcome.FAILED), None)
    items = "".join(_check(result, result is first) for result in report.results)
    if report.outcome is Outcome.PASSED:
        return _fold(words.ALL_PASS.format(report.passed), f"<ul>{items}</ul>")
    return f"<ul>{items}</ul>"


def _check(result: Result, opened: bool = False) -> str:
    title, details = f"{_mark(result.outcome)} {_inline(result.title)}", _details(result)
    if details:
        body = f'<div class="body">{details}{_seen(result) if opened else ""}</div>'
        title = f"<details{' open' * opened}><summary>{title}</summary>{body}</details>"
    return f'<li class="{_state(result)}">{title}</li>'


def _details(result: Result) -> str:
    parts = [_prose(result.message)]
    if result.places:
        parts.append(_block("\n".join(places(result))))
    parts.append(_prose(result.symptom))
    if result.exchange:
        parts.append(_wire(result.exchange))
    if result.printed:
        parts.append(f'<p class="quiet">{words.PRINTED}</p>{_block(printed(result))}')
    return "".join(parts)


def _wire(exchange: Exchange) -> str:
    rows = []
    for label, pieces in wire(exchange).items():
        sent = label == words.SENT
        how = f' <span class="quiet">{_safe(exchange.how)}</span>' if sent else ""
        kind = ' class="piece"' if sent else ""
        drawn = CUT.join(f"<span{kind}>{''.join(map(_run, piece))}</span>" for piece in pieces)
        rows.append(f"<dt>{label}</dt><dd>{drawn}{how}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def _run(run: Run) -> str:
    if run.kind == "differs":
        return f'<mark title="{words.DIFFERS}">{_safe(run.shown)}</mark>'
    return f'<span class="{run.kind}">{_safe(run.shown)}</span>'


def _seen(result: Result) -> str:
    """Return what lets the reader see how it went wrong on the wire: a picture, and code."""
    picture, code = conversation.picture(result), repeat.code(result)
    seen = f'<p class="quiet">{words.AS_SEEN}</p>'
    drawn = _fold(words.DRAWN, seen + picture.html()) if picture else ""
    return drawn + (_fold(words.TRY, _prose(words.TRY_HERE) + _block(code)) if code else "")


def _ending(card: Card) -> str:
    report = card.report
    if report.outcome is Outcome.PASSED:
        worked = _fold(words.WORKED, _block(card.solution))
        follows = f"<p>{words.NEXT.format(f'<strong>{_safe(card.next)}</strong>')}</p>"
        return follows * bool(card.next) + worked * bool(card.solution)
    hints = ""
    for number, hint in reversed(list(enumerate(card.hints, start=1))):
        hints = _fold(words.HINT.format(number, len(card.hints)), _prose(hint) + hints)
    seed = f'<p class="quiet">{_safe(again(report))}</p>'
    return hints + seed * (report.outcome is Outcome.FAILED)


def _fold(summary: str, content: str) -> str:
    return f'<details class="more"><summary>{summary}</summary>{content}</details>'


def _block(code: str) -> str:
    return f'<pre tabindex="0">{_safe(code)}</pre>'


def _mark(outcome: Outcome) -> str:
    shown = words.MARKS[outcome]
    return f'<span class="mark" role="img" aria-label="{outcome.value}">{shown}</span>'


def _state(judged: Report | Result) -> str:
    return judged.outcome.value.replace(" ", "-")


def _prose(markdown: str) -> str:
    paragraphs = (_inline(each) for each in re.split(r"\n\s*\n", markdown) if each.strip())
    return "".join(f"<p>{each}</p>" for each in paragraphs)


def _inline(markdown: str) -> str:
    pieces = re.split(r"`([^`]+)`", _safe(markdown))  # every second one is code
    pieces[::2] = [EMPHASIS.sub(r"<em>\1</em>", each) for each in pieces[::2]]
    pieces[1::2] = [f"<code>{each}</code>" for each in pieces[1::2]]
    return "".join(pieces)


def _safe(text: str) -> str:
    return escape(spell(text))


@cache
def style() -> str:
    """Return the style sheet of cards and strips."""
    sheet = Path(__file__).with_name("card.css").read_text("utf-8")
    return re.sub(r"/\*.*?\*/|\s+", " ", sheet, flags=re.DOTALL)
