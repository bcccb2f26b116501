"""A folder inside the sandbox, made and read back for a check."""

from __future__ import annotations

import tempfile
from pathlib import Path


def make(name: str, files: dict[str, bytes]) -> str:
    """Make a new folder that holds *files*, by relative path; return where it is.

    A path that ends in ``/`` is an empty folder.
    """
    top = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    for path, content in files.items():
        place = top / path
        (place if path.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            place.write_bytes(content)
    return str(top)


def content(top: str) -> dict[str, bytes]:
    """Return every regular file below *top*, by relative path."""
    below = Path(top)
    return {
        str(path.relative_to(below)): path.read_bytes()
        for path in sorted(below.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
