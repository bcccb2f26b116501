"""Pack answers into one file, to hand in."""

from __future__ import annotations

import hashlib
import io
import json
import tomllib
import zipfile
from pathlib import Path

from workbook.exercise import Exercise

MANIFEST = "manifest.json"
NEW_YEAR = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows; equal answers make equal packs


def edition(root: Path) -> str:
    """Return the version of the book, as its ``pyproject.toml`` gives it."""
    project: dict[str, str] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return project["version"]


def packed(answers: list[tuple[Exercise, bytes]], edition: str) -> bytes:
    """Return a zip of the *answers*, and of a manifest with their SHA-256 digests."""
    found = {f"{exercise.chapter}/{exercise.file_name}": source for exercise, source in answers}
    digests = {path: hashlib.sha256(source).hexdigest() for path, source in found.items()}
    manifest = json.dumps({"edition": edition, "answers": digests}, indent=1).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in {MANIFEST: manifest, **found}.items():
            archive.writestr(zipfile.ZipInfo(path, NEW_YEAR), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def is_pack(path: Path) -> bool:
    """Whether the file at *path* was packed here, and may be replaced by a newer pack."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return MANIFEST in archive.namelist()
