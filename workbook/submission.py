"""Read answers from a folder that somebody handed in: scripts, or notebooks."""

from __future__ import annotations

import json
import os
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from workbook import files
from workbook.files import Unreadable

MAX_NOTEBOOK = 50 * 1024 * 1024  # bytes; outputs may hold pictures

_MARKER = re.compile(r"\s*# exercise: (\w+)[ \t\r]*(?:\n|\Z)")


def exercise_named_in(source: str) -> str | None:
    """Return the name in a first line like ``# exercise: guestbook``, if there is one."""
    marker = _MARKER.match(source)
    return marker[1] if marker else None


class Submission:
    """What one person handed in: a folder, searched once, at any depth.

    Hidden folders and ``__MACOSX`` are passed over: editors and archives leave copies there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answer(self, name: str) -> bytes | None:
        """Return the answer to exercise *name*, or None if there is none.

        A script ``NAME.py`` comes before a cell, because the notebook saves its cells
        as scripts. In a notebook the last cell of that name counts: run from top to
        bottom, it is the one that stays.

        Raises:
            Unreadable: a file cannot be read, or two different answers are there.
        """
        scripts = {path: files.read(path) or b"" for path in self._files(f"{name}.py")}
        return _only(name, scripts or self._cells.get(name, {}))

    @cached_property
    def _cells(self) -> dict[str, dict[Path, bytes]]:
        """The exercise cells of all notebooks, by exercise and notebook."""
        found: dict[str, dict[Path, bytes]] = {}
        for path in self._files("*.ipynb"):
            for source in _code_cells(path):
                if name := exercise_named_in(source):
                    found.setdefault(name, {})[path] = source.encode("utf-8", "surrogatepass")
        return found

    @cached_property
    def _paths(self) -> list[Path]:
        paths = []
        for folder, inner, names in os.walk(self.folder, onerror=_refuse):
            inner[:] = sorted(i for i in inner if not i.startswith(".") and i != "__MACOSX")
            paths += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        return paths

    def _files(self, pattern: str) -> list[Path]:
        return [path for path in self._paths if path.match(pattern)]


def _refuse(error: OSError) -> None:
    raise Unreadable(f"{error.filename} cannot be read: {error.strerror}.") from error


def _only(name: str, answers: dict[Path, bytes]) -> bytes | None:
    if len(set(answers.values())) > 1:
        paths = " and ".join(str(path) for path in answers)
        raise Unreadable(f"`{name}` is answered differently in {paths}: keep one of them.")
    return next(iter(answers.values()), None)


def _code_cells(path: Path) -> list[str]:
    try:
        cells: Any = json.loads(files.read(path, MAX_NOTEBOOK) or b"")["cells"]
        return [_text(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        cause = type(error).__name__
        raise Unreadable(f"{path} is not a notebook that can be read ({cause}).") from error


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
