"""Draw the strip for a notebook: the chapter in hand, and the core path."""

from __future__ import annotations

from html import escape

from workbook import strip as strips
from workbook import words
from workbook.card_html import style
from workbook.report import Outcome
from workbook.strip import Strip


def bundle(strip: Strip) -> dict[str, str]:
    """Return what a notebook displays: HTML, and the same as text."""
    return {"text/html": html(strip), "text/plain": strips.text(strip)}


def html(strip: Strip) -> str:
    """Return the strip as one element; ``data-core`` is for who looks for it in a page."""
    done, count = strip.core
    bar = f'<meter min="0" max="{count}" value="{done}" aria-hidden="true"></meter>'
    path = f'<span class="path">{bar} {strip.path}</span>'
    found = f'data-core="{done} of {count}"'
    return f'<div class="wb-strip" {found}><style>{style()}</style>{_chapter(strip)}{path}</div>'


def _chapter(strip: Strip) -> str:
    if strip.here is None:
        return ""
    items = "".join(_exercise(strip, each.name) for each in strip.here.exercises)
    title = f"<strong>{escape(strip.here.short_title)}</strong>"
    return f'{title}<ul data-chapter="{strip.here.name}">{items}</ul>'


def _exercise(strip: Strip, name: str) -> str:
    outcome = strip.standings[name]
    said = outcome.value if outcome else words.CHANGED
    state, here = said.replace(" ", "-"), ' aria-current="step"' * (name == strip.exercise)
    mark = words.MARKS[outcome] if outcome in (Outcome.PASSED, Outcome.FAILED) else ""
    mark = words.CHANGED_MARK if outcome is None else mark
    square = f'<span class="square" role="img" aria-label="{said}">{mark}</span>'
    found = f'data-exercise="{name}" data-outcome="{state}"'
    return f'<li class="{state}" {found}{here}>{square} {name}</li>'
