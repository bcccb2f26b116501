"""A picture: the drawing, the sentence that it says, and the same content as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbook.pictures.svg import Svg, safe

MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SANS = "system-ui, -apple-system, 'Segoe UI', sans-serif"

PALETTE = {  # in light, and in dark; as on the card
    "fg": ("#1f2328", "#e6edf3"),
    "bg": ("#ffffff", "#111418"),
    "line": ("#c8ced6", "#454d57"),
    "mute": ("#59636e", "#9aa6b2"),
    "soft": ("#f1f3f6", "#1d2229"),
    "good": ("#137333", "#5fd078"),
    "bad": ("#b3261e", "#ff8a80"),
    "warn": ("#8a5a00", "#f0c24b"),
    "one": ("#0b62c4", "#71b7ff"),
    "two": ("#a84300", "#ffb172"),
    "escape": ("#8a3fb0", "#d6a4f5"),
}
FROM_PAGE = {"fg": "--jp-ui-font-color1", "bg": "--jp-layout-color0"}

LIGHT = (
    'body[data-jp-theme-light="true"] &, body.vscode-light &,'
    " body.vscode-high-contrast-light & { color-scheme: light; }"
)
DARK = (
    'body[data-jp-theme-light="false"] &, body.vscode-dark &,'
    " body.vscode-high-contrast & { color-scheme: dark; }"
)


@dataclass(frozen=True)
class Picture:
    """What a notebook shows as a drawing, and a terminal as text."""

    svg: Svg
    title: str
    says: str
    """What there is to see, in a sentence or two: for who cannot see it."""

    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"{self.title}\n{self.says}\n\n{self.text}"

    def html(self) -> str:
        """Return an element that follows the theme of the page around it."""
        label = safe(f"{self.title}. {self.says}")
        return (
            f'<div class="wb-picture"><style>{_page_style()}</style>'
            f'<svg xmlns="http://www.w3.org/2000/svg" class="wb" role="img" aria-label="{label}"'
            f" {self._size()}>{self.svg.body()}</svg><details><summary>This picture as text"
            f'</summary><pre tabindex="0">{_lines(repr(self))}</pre></details></div>'
        )

    def standalone(self) -> str:
        """Return an SVG file, which brings its colours and follows the system's theme."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="wb" role="img" {self._size()}>\n'
            f"<title>{safe(self.title)}</title>\n<desc>{safe(self.says)}</desc>\n"
            f"<style>{_file_style()}</style>\n"
            f'<rect width="100%" height="100%" rx="6" class="box"/>\n'
            f"{self.svg.body()}\n</svg>\n"
        )

    def _size(self) -> str:
        width, height = round(self.svg.width), round(self.svg.height)
        return f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'


def _lines(text: str) -> str:
    return "\n".join(map(safe, text.split("\n")))


@cache
def _page_style() -> str:
    both = {name: f"light-dark({light}, {dark})" for name, (light, dark) in PALETTE.items()}
    both |= {name: f"var({page}, {both[name]})" for name, page in FROM_PAGE.items()}
    both["mono"] = f"var(--jp-code-font-family, {MONO})"
    both["sans"] = f"var(--jp-ui-font-family, {SANS})"
    colours = " ".join(f"--{name}: {value};" for name, value in both.items())
    root = f".wb-picture.wb-picture {{ color-scheme: light dark; {colours} {LIGHT} {DARK} }}"
    return f"{root} {_sheet('pictures.css')} {_sheet('drawing.css')}"


@cache
def _file_style() -> str:
    """Without variables, for programs that know few; the dark rules come again."""
    light, dark = _filled(0), _filled(1)
    return f"{light} @media (prefers-color-scheme: dark) {{ {dark} }}"


def _filled(mode: int) -> str:
    values = {name: colours[mode] for name, colours in PALETTE.items()}
    values |= {"mono": MONO, "sans": SANS}
    return re.sub(r"var\(--(\w+)\)", lambda name: values[name[1]], _sheet("drawing.css"))


@cache
def _sheet(name: str) -> str:
    sheet = Path(__file__).with_name(name).read_text("utf-8")
    return re.sub(r"/\*.*?\*/|\s+", " ", sheet, flags=re.DOTALL).strip()
