"""What a notebook shows below a cell: cards, strips and sentences; each is text as well."""

from __future__ import annotations

from IPython.display import display

from workbook import card_html, strip_html
from workbook.card import Card, Notice
from workbook.strip import Strip

STRIP = "workbook-strip"  # the display that every check brings up to date


def show_card(shown: Card | Notice) -> None:
    """Show a card, and below it the strip if it knows one."""
    display(card_html.bundle(shown), raw=True)
    if isinstance(shown, Card) and shown.strip:
        show_strip(shown.strip)


def show_strip(strip: Strip) -> None:
    """Show the strip here, and bring it up to date wherever it is."""
    shown = strip_html.bundle(strip)
    display(shown, raw=True, display_id=STRIP, update=True)
    display(shown, raw=True, display_id=STRIP)


def say(markdown: str) -> None:
    """Show a few sentences."""
    display({"text/markdown": markdown, "text/plain": markdown}, raw=True)
