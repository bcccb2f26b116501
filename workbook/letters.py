"""Bytes as a reader sees them: letters where they are text, escapes where they are not."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from workbook import words

SHOWN = 80  # bytes of an excerpt

_INSIDE = re.compile(rb"[\x80-\xbf]")  # a byte of a character of UTF-8, but not its first


class Run(NamedTuple):
    """Some characters, and what they are: ``text``, ``escape``, ``differs`` or ``quiet``."""

    shown: str
    kind: str


def excerpt(content: bytes, differs: int | None = None, shown: int = SHOWN) -> list[Run]:
    """Spell about *shown* bytes of *content*, those around the byte that *differs*.

    The character that holds that byte is a run of its own, or the byte where no character is
    whole; at the length of *content* the run says that more should have come.
    """
    if not content:
        return [Run(words.NOTHING, "quiet" if differs is None else "differs")]
    start = max(0, (differs or 0) - shown // 2)
    start = start and _between(content, start)  # half a letter that was sent is shown
    end = _between(content, start + shown)
    cut = Run("…", "quiet")
    return [
        *([cut] if start else []),
        *_marked(content[start:end], None if differs is None else differs - start),
        *([cut] if end < len(content) else []),
    ]


def spell(text: str) -> str:
    """Return *text* with nothing left that a terminal or a browser would obey."""
    return "".join(c if c in "\n\t" or c.isprintable() else _escape(c) for c in text)


def _between(content: bytes, place: int) -> int:
    """Return the first offset from *place* on that cuts no character of UTF-8 in two."""
    for offset in range(place, place + 4):  # no character has more bytes
        if not _INSIDE.match(content, offset):
            return offset
    return place


def _marked(content: bytes, differs: int | None) -> list[Run]:
    if differs is None:
        return _runs(content)
    start, end = _character(content, differs)
    letter = "".join(run.shown for run in _runs(content[start:end]))
    marked = Run(letter or words.THE_END, "differs")
    return [*_runs(content[:start]), marked, *_runs(content[end:])]


def _character(content: bytes, place: int) -> tuple[int, int]:
    """Return where the character begins and ends that the byte at *place* is in."""
    start = place
    while start and _INSIDE.match(content, start):
        start -= 1
    end = _between(content, place + 1)
    try:
        whole = len(content[start:end].decode()) == 1
    except UnicodeDecodeError:
        whole = False
    return (start, end) if whole else (place, place + 1)


def _runs(content: bytes) -> list[Run]:
    by_kind = groupby(content.decode("utf-8", "surrogateescape"), key=_is_text)
    return [
        Run("".join(letters), "text") if text else Run("".join(map(_escape, letters)), "escape")
        for text, letters in by_kind
    ]


def _is_text(character: str) -> bool:
    return character.isprintable() and character != "\\"


def _escape(character: str) -> str:
    if "\udc80" <= character <= "\udcff":  # how Python writes a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return repr(character)[1:-1]
