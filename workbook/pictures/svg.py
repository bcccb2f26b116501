"""Draw with a few shapes: text is escaped, nothing has an id, nothing is a script."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from workbook.letters import Run, excerpt, spell

COLUMN = 6.95  # pixels of a letter of ``.m``, 11.5 px; wide ones take two columns


class Svg:
    """The shapes of a drawing in three layers: ground, middle, and text above all."""

    def __init__(self, width: float, height: float = 0) -> None:
        self.width, self.height = width, height
        self._layers: tuple[list[str], list[str], list[str]] = ([], [], [])

    def body(self) -> str:
        """Return the drawing, without the element around it."""
        return "\n".join(shape for layer in self._layers for shape in layer)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        looks: str,
        r: float = 3,
        *,
        say: str = "",
        ground: bool = False,
        **more: Any,
    ) -> None:
        """Draw a box; *say* is what a mouse over it shows."""
        where = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{r:g}"'
        self._add("rect", where, looks, say, more, 0 if ground else 1)

    def path(self, d: str, looks: str, *, say: str = "", ground: bool = False, **more: Any) -> None:
        """Draw along *d*."""
        self._add("path", f'd="{d}"', looks, say, more, 0 if ground else 1)

    def circle(
        self, x: float, y: float, r: float, looks: str, *, say: str = "", **more: Any
    ) -> None:
        """Draw a dot."""
        self._add("circle", f'cx="{x:.1f}" cy="{y:.1f}" r="{r:g}"', looks, say, more, 1)

    def text(
        self, x: float, y: float, said: str | Sequence[Run], looks: str = "", at: str = "start"
    ) -> None:
        """Write at a place, which is the text's ``start``, ``middle`` or ``end``."""
        runs = [Run(said, "text")] if isinstance(said, str) else said
        anchor = "" if at == "start" else f' text-anchor="{at}"'
        where = f'x="{x:.1f}" y="{y:.1f}"{_class(looks)}{anchor}'
        self._layers[2].append(f"<text {where}>{''.join(map(_span, runs))}</text>")

    def _add(
        self, tag: str, where: str, looks: str, say: str, more: dict[str, Any], layer: int
    ) -> None:
        extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        inside = f"><title>{safe(say)}</title></{tag}>" if say else "/>"
        self._layers[layer].append(f"<{tag} {where}{_class(looks)}{extra}{inside}")


KINDS = {"escape": "e", "quiet": "d", "bold": "b"}


def _span(run: Run) -> str:
    looks = KINDS.get(run.kind, run.kind)
    said = safe(run.shown)
    return said if looks == "text" else f'<tspan class="{looks}">{said}</tspan>'


def _class(looks: str) -> str:
    return f' class="{looks}"' if looks else ""


def safe(text: str) -> str:
    """Return *text* as it may stand in an element or an attribute."""
    return escape(text if text.isprintable() else spell(text.replace("\n", " ")))


def columns(text: str) -> int:
    """Return how many letters wide *text* is; one of Chinese is as wide as two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, width: int) -> str:
    """Return as much of *text* as *width* columns hold; an ellipsis if that is not all."""
    if columns(text) <= width:
        return text
    while text and columns(text) >= width:
        text = text[: -max(1, (columns(text) - width) // 2)]
    return f"{text}…"


@lru_cache(maxsize=1024)  # the same bytes are written, sent and read
def spelt(content: bytes, size: int, width: int) -> tuple[Run, ...]:
    """Return the runs of *content*, the beginning of *size* bytes, in *width* columns."""
    shown = min(len(content), width)
    while True:
        runs = excerpt(content, shown=max(shown, 1))
        if size > len(content) and runs[-1].shown != "…":
            runs.append(Run("…", "quiet"))
        wide = sum(columns(run.shown) for run in runs)
        if wide <= width or shown <= 1:
            return tuple(runs)
        shown = min(shown - 1, shown * width // wide)


def plain(runs: Sequence[Run]) -> str:
    """Return runs as text."""
    return "".join(run.shown for run in runs)


def amount(size: int) -> str:
    """Return a number of bytes as a reader wants it."""
    return f"{size:,} B" if size < 10_000 else f"{size / 1000:,.0f} kB"
