"""One line of ``results.jsonl``: what came of one answer, and what repeats it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from cattrs.cols import namedtuple_dict_structure_factory, namedtuple_dict_unstructure_factory
from cattrs.preconf.json import make_converter

from workbook import shelf
from workbook.exercise import Exercise
from workbook.report import Moment, Report

_converter = make_converter()
_converter.register_unstructure_hook(
    Moment, namedtuple_dict_unstructure_factory(Moment, _converter)
)
_converter.register_structure_hook(Moment, namedtuple_dict_structure_factory(Moment, _converter))


class Torn(ValueError):
    """A line was cut off, or written by another edition."""


@dataclass(frozen=True)
class Unit:
    """The unit of work: equal ones have equal results, so each is done once.

    It is plain values, so it can be sent to another process or machine.
    """

    exercise: str
    root: str
    """The folder whose ``chapters`` hold the exercise; empty for the book's own."""

    source: bytes
    seed: str
    version: str
    """A digest of the checks, the engine and Twisted's version."""

    @property
    def key(self) -> str:
        """What names it in ``results.jsonl``."""
        return ":".join([self.exercise, digest(self.source), self.seed, self.version])


def digest(source: bytes) -> str:
    """Return the name under which an answer is kept."""
    return hashlib.sha256(source).hexdigest()[:32]


@cache
def version_of(chapter: str, root: Path) -> str:
    """Return a digest of all that decides about the answers of a chapter."""
    engine = sorted((shelf.ROOT / "workbook" / "engine").rglob("*.py"))
    decides = [root / "chapters" / chapter / "checks.py", *engine]
    texts = [version("twisted").encode(), *(path.read_bytes() for path in decides)]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:12]


def unit(exercise: Exercise, root: Path, source: bytes, seed: str) -> Unit:
    """Return the unit of work for an answer."""
    own = "" if root == shelf.ROOT else str(root)
    return Unit(exercise.name, own, source, seed, version_of(exercise.chapter, root))


def row(unit: Unit, report: Report, edition: str) -> bytes:
    """Return the line for a report."""
    facts = {"key": unit.key, "edition": edition, "report": _converter.unstructure(report)}
    return json.dumps(facts).encode() + b"\n"


def read(line: bytes) -> tuple[str, Report]:
    """Return the key and the report in a line.

    Raises:
        Torn: it is no whole line of ours.
    """
    try:
        facts = json.loads(line)
        return facts["key"], _converter.structure(facts["report"], Report)
    except Exception as problem:  # cattrs wraps what it finds in groups of its own
        raise Torn(str(problem)) from problem
