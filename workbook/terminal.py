"""Show results in a terminal: in colour, live, or plainly."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable

import click

COLOURS = {"✓": "green", "✗": "red", "○": "bright_black", "–": "bright_black"}


def show(text: str, plain: bool) -> None:
    """Print *text*, with its marks in colour where the terminal has any."""
    click.echo(text if plain else coloured(text))


def coloured(text: str) -> str:
    """Return *text* with escapes that colour its marks."""
    return re.sub("[✓✗○–](?= )", lambda mark: click.style(mark[0], COLOURS[mark[0]]), text)


def progress(plain: bool) -> Callable[[str], None]:
    """Return what names the exercise in hand; the longer line of its outcome covers it."""
    live = sys.stderr.isatty() and not plain
    return lambda name: click.echo(f"  {name}…\r", nl=False, err=True) if live else None


def survive_old_terminals() -> None:
    """Let a terminal that has no ✓ show a ? and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
