"""What a run has found out so far, on disk: it survives a dead laptop.

``results.jsonl`` only grows, a line for each answer, and everything else in the folder is
made from it. ``answers/`` keeps the texts, for `replay`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workbook import files
from workbook.grading import rows
from workbook.grading.rows import Unit
from workbook.report import Report


class Store:
    """The folder *out*; nobody else can look into it or write there.

    Raises:
        files.Unsaved: it cannot be written.
    """

    def __init__(self, out: Path, edition: str) -> None:
        self.out, self._edition = out, edition
        self._path = out / "results.jsonl"
        try:
            out.mkdir(parents=True, exist_ok=True, mode=0o700)
            out.chmod(0o700)
            self._file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as problem:
            raise files.Unsaved(f"{out} cannot be written: {problem.strerror}.") from problem
        self._known = self._read()

    def __contains__(self, unit: Unit) -> bool:
        return unit.key in self._known

    def __getitem__(self, unit: Unit) -> Report:
        return self._known[unit.key]

    def add(self, unit: Unit, report: Report) -> None:
        """Keep what came of *unit*: its text first, then its line, in one write."""
        answer = self.answer(rows.digest(unit.source))
        if not answer.exists():
            files.write(answer, unit.source)
        os.write(self._file, rows.row(unit, report, self._edition))
        self._known[unit.key] = report

    def tiers(self, units: Iterable[Unit]) -> set[str]:
        """Return how the programs were contained."""
        return {self[unit].tier for unit in units} - {"none"}

    def answer(self, digest: str) -> Path:
        """Return where a text is kept."""
        return self.out / "answers" / f"{digest}.py"

    def close(self) -> None:
        """Make sure that it is on the disk."""
        os.fsync(self._file)
        os.close(self._file)

    def _read(self) -> dict[str, Report]:
        """Return what is there; a line that was cut off is done again."""
        found = {}
        text = self._path.read_bytes()
        if text and not text.endswith(b"\n"):
            os.write(self._file, b"\n")
        for line in text.splitlines():
            with suppress(rows.Torn):
                key, found[key] = rows.read(line)
        return found
