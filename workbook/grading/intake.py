"""What was handed in: whose it is, and when it came.

A school's own zip names whose the files in it are; but only where the instructor says that
it is one, since a student could make one as well. Nothing is unpacked or run here, and one
student's broken file is told in that student's rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from workbook.grading.handed_in import HandedIn, opened
from workbook.grading.roster import Roster
from workbook.grading.schools import METADATA, exported, metadata, named

TABLES = (".csv", ".toml", ".yml")  # in an inbox they are the instructor's
Times = dict[str, tuple[datetime, str]]
"""By file or student: when it came, and whose it is; see `roster.received`."""


def inside(inbox: Path) -> list[Path]:
    """Return what lies in an inbox; a school's zip and a single submission are one thing."""
    if not inbox.is_dir() or any(re.match(r"ch\d\d_", each.name) for each in inbox.iterdir()):
        return [inbox]
    return sorted(each for each in inbox.iterdir() if not each.name.startswith("."))


def collect(
    places: Iterable[Path],
    roster: Roster,
    received: Times,
    local: Callable[[datetime], datetime],
    trusted: bool = False,
) -> list[HandedIn]:
    """Return the submissions at *places*, by student, and in the order they came.

    Args:
        local: gives a time its zone.
        trusted: whether a zip at *places* may be a school's export, with many people's work.
    """
    found: dict[tuple[str, str, str], HandedIn] = {}
    for each in _labelled(list(places), trusted):
        when, whose = received.get(each.label) or received.get(each.name) or (None, "")
        student, notes = roster.find(whose or each.name, each.id)
        when = when or received.get(student.key, (None,))[0] or each.received
        known = found.get(key := (student.key, each.id, each.attempt or each.label))
        found[key] = replace(
            each,
            student=student,
            received=local(when) if when else None,
            notes=(*each.notes, *notes),
            opens=(*(known.opens if known else ()), *each.opens),
        )
    return sorted(found.values(), key=_in_order)


def _labelled(places: list[Path], trusted: bool) -> Iterator[HandedIn]:
    """Yield the submissions; of two places of one name, each is called by its whole path."""
    names = Counter(place.name for place in places)
    for place in places:
        opens = partial(opened, place, place.name)
        if trusted and place.suffix.casefold() == ".zip" and (many := exported(opens()[0])):
            yield from many
        elif place.is_dir() or place.suffix not in TABLES:
            beside = place.with_name(METADATA)
            about = metadata(beside.read_bytes()) if beside.is_file() else {}
            label = str(place) if names[place.name] > 1 else place.name
            yield from named(label, opens, about.get(place.name))


def _in_order(each: HandedIn) -> tuple[str, float, int, str]:
    came = each.received.timestamp() if each.received else 0.0
    return each.student.key, came, int(each.attempt) if each.attempt.isdecimal() else 0, each.label
