"""How Moodle, Canvas and Gradescope name what they export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from workbook.files import Unreadable
from workbook.grading.archive import MAX_ARCHIVE
from workbook.grading.handed_in import READ, HandedIn, Opened
from workbook.submission import Tree

NAMES = (
    re.compile(  # Moodle: a folder, or a file with its own name behind
        r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)"
    ),
    re.compile(  # Canvas: lovelaceada_LATE_17_23_answers-1.zip
        r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)"
    ),
)
METADATA = "submission_metadata.yml"  # Gradescope's, beside folders like submission_17
AGAIN = re.compile(r" ?\(\d+\)$")  # what a browser adds to the second file of a name
LATE = "Canvas marks it late; `received.csv` can say when it came."


def named(label: str, opens: Callable[[], Opened], about: Any = None) -> Iterator[HandedIn]:
    """Yield a submission for each person whose it is.

    Args:
        about: what Gradescope's metadata say of it; else its label says whose it is.
    """
    if about:
        for each in about.get(":submitters", []):
            name, sid = str(each.get(":name", "")), str(each.get(":sid") or each.get(":email", ""))
            yield HandedIn(label, (opens,), name, sid, received=about.get(":created_at"))
        return
    parts = next((m.groupdict() for m in (n.fullmatch(label) for n in NAMES) if m), None)
    if parts is None:
        stem = label.removesuffix(Path(label).suffix) if Path(label).suffix in READ else label
        yield HandedIn(label, (opens,), AGAIN.sub("", stem))
    else:
        part = partial(_under_its_own_name, opens, label, parts["file"])
        attempt, notes = parts.get("attempt") or "moodle", (LATE,) if parts.get("late") else ()
        yield HandedIn(label, (part,), parts["name"], parts["id"], attempt, notes=notes)


def exported(tree: Tree) -> list[HandedIn]:
    """Return the submissions in a zip of a school's system; nothing if it is no such zip."""
    about: dict[str, Any] = {}
    for path, read in tree.items():
        if path.name == METADATA and len(path.parts) <= 2:
            about = metadata(read(MAX_ARCHIVE))
            tree = {Path(*p.parts[len(path.parts) - 1 :]): r for p, r in tree.items() if p != path}
            break
    groups: dict[str, Tree] = {}
    for path, read in tree.items():
        inner = Path(*path.parts[1:]) if len(path.parts) > 1 else path
        groups.setdefault(path.parts[0], {})[inner] = read
    if not about and not all(any(n.fullmatch(label) for n in NAMES) for label in groups):
        return []
    return [
        each
        for label, group in groups.items()
        for each in named(label, partial(_as_it_is, group), about.get(label))
    ]


def metadata(content: bytes) -> dict[str, Any]:
    """Return what Gradescope says of each submission.

    Raises:
        Unreadable: it is no YAML.
    """
    try:
        found = yaml.safe_load(content)
    except yaml.YAMLError as problem:
        raise Unreadable(f"{METADATA} cannot be read: {problem}") from None
    return found if isinstance(found, dict) else {}


def _under_its_own_name(opens: Callable[[], Opened], label: str, name: str) -> Opened:
    tree, said = opens()
    return {Path(name) if path == Path(label) else path: read for path, read in tree.items()}, said


def _as_it_is(tree: Tree) -> Opened:
    return tree, []
