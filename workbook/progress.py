"""What was noted about each exercise, in one small file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbook import files

Notes = dict[str, dict[str, Any]]


class Progress:
    """The notes at *path*; a damaged file is set aside, *say* is told, and all begins anew."""

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self._path, self._say = path, say

    def __getitem__(self, name: str) -> dict[str, Any]:
        """Return what was noted about the exercise *name*; at first, nothing."""
        return self._notes().get(name, {})

    def note(self, name: str, **facts: str | int) -> None:
        """Remember facts about an exercise, such as how many ``hints`` were read.

        Raises:
            files.Unsaved: they cannot be written.
        """
        notes = self._notes()
        before = notes.get(name, {})
        if before | facts != before:
            notes[name] = before | facts
            files.write(self._path, json.dumps(notes, indent=1, sort_keys=True).encode())

    def _notes(self) -> Notes:
        content = files.read(self._path)
        try:
            return _parse(content or b"{}")
        except (ValueError, RecursionError):
            aside = self._path.replace(self._path.with_name("progress.damaged.json"))
            self._say(f"{self._path} was damaged. It is now {aside.name}; your answers are safe.")
            return {}


def _parse(content: bytes) -> Notes:
    notes: Notes = json.loads(content)
    entries = list(notes.values()) if isinstance(notes, dict) else [None]
    if not all(isinstance(e, dict) and isinstance(e.get("hints", 0), int) for e in entries):
        raise ValueError("these are not notes about exercises")
    return notes
