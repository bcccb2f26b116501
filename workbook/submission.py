"""Read answers from what somebody handed in: scripts, or notebooks."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from workbook import files
from workbook.files import Unreadable

MAX_NOTEBOOK = 64 << 20  # bytes; outputs may hold pictures
MAX_PARTS = 4_000_000  # each takes memory
NOTEBOOKS = 40  # that are looked into
SCRIPTS = 200  # of another name, that are looked into

Tree = dict[Path, Callable[[int], bytes]]
"""How to read each file; the argument is a limit in bytes, and too much is `Unreadable`."""

_MARKER = re.compile(r"\s*# exercise: (\w+)[ \t\r]*(?:\n|\Z)")


def exercise_named_in(source: str) -> str | None:
    """Return the name in a first line like ``# exercise: guestbook``, if there is one."""
    marker = _MARKER.match(source)
    return marker[1] if marker else None


def of_folder(folder: Path) -> Tree:
    """Return the files of a folder, at any depth; no link to a folder is followed.

    Raises:
        Unreadable: it cannot be searched.
    """
    return {
        Path(where, name): partial(_read, Path(where, name))
        for where, _, names in os.walk(folder, onerror=_refuse)
        for name in names
    }


class Submission:
    """What one person handed in: a folder, or a tree of files from elsewhere.

    Hidden folders and ``__MACOSX`` are passed over: editors and archives leave copies there.
    """

    def __init__(self, folder: Path, tree: Tree | None = None) -> None:
        self.folder, self._handed_in = folder, tree
        self._damaged: list[Unreadable] = []  # notebooks, once their cells were looked for

    def answer(self, name: str) -> bytes | None:
        """Return the answer to exercise *name*, or None if there is none.

        A script ``NAME.py`` comes before one whose first line names the exercise, and that
        before a cell, because the notebook saves its cells as scripts. In a notebook the
        last cell of that name counts: run from top to bottom, it is the one that stays.

        Raises:
            Unreadable: a file cannot be read, or two different answers are there.
        """
        file = f"{name}.py".casefold()
        scripts = {p: read(files.MAX_ANSWER) for p, read in self._tree.items() if _is(p, file)}
        found = scripts or self._renamed.get(name) or self._cells.get(name, {})
        if not found and self._damaged:
            raise self._damaged[0]
        return _only(name, found)

    @cached_property
    def _tree(self) -> Tree:
        tree = of_folder(self.folder) if self._handed_in is None else self._handed_in
        return {path: tree[path] for path in sorted(tree) if not self._is_a_copy(path)}

    @cached_property
    def _renamed(self) -> dict[str, dict[Path, bytes]]:
        """Scripts of whatever name, by the exercise that their first line names."""
        found: dict[str, dict[Path, bytes]] = {}
        for path in [path for path in self._tree if path.suffix == ".py"][:SCRIPTS]:
            try:
                source = self._tree[path](files.MAX_ANSWER)
            except Unreadable:
                continue  # it may be anything; what is asked for by its name is told
            if name := exercise_named_in(source.decode("latin-1")):
                found.setdefault(name, {})[path] = source
        return found

    @cached_property
    def _cells(self) -> dict[str, dict[Path, bytes]]:
        """The exercise cells of all notebooks, by exercise and notebook."""
        found: dict[str, dict[Path, bytes]] = {}
        for path in [path for path in self._tree if path.suffix == ".ipynb"][:NOTEBOOKS]:
            try:
                sources = _code_cells(path, self._tree[path])
            except Unreadable as problem:
                self._damaged.append(problem)
                continue
            for source in sources:
                if name := exercise_named_in(source):
                    found.setdefault(name, {})[path] = source.encode("utf-8", "surrogatepass")
        return found

    def _is_a_copy(self, path: Path) -> bool:
        inside = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        return any(part.startswith(".") or part == "__MACOSX" for part in inside.parts)


def _is(path: Path, file: str) -> bool:
    """Whether a path ends in *file*, however its letters are written: some disks mix them."""
    return path.name.casefold() == file


def _read(path: Path, limit: int) -> bytes:
    return files.read(path, limit) or b""


def _refuse(error: OSError) -> None:
    raise Unreadable(f"{error.filename} cannot be read: {error.strerror}.") from error


def _only(name: str, answers: dict[Path, bytes]) -> bytes | None:
    if len(set(answers.values())) > 1:
        paths = " and ".join(str(path) for path in answers)
        raise Unreadable(f"`{name}` is answered differently in {paths}: keep one of them.")
    return next(iter(answers.values()), None)


def _code_cells(path: Path, read: Callable[[int], bytes]) -> list[str]:
    content = read(MAX_NOTEBOOK)
    if content.count(b"[") + content.count(b"{") > MAX_PARTS:
        raise Unreadable(f"{path} is not a notebook that can be read (it has too many parts).")
    try:
        cells: Any = json.loads(content)["cells"]
        return [_text(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        cause = type(error).__name__
        raise Unreadable(f"{path} is not a notebook that can be read ({cause}).") from error


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
