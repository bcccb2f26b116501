"""Pages that need nothing beside them: one for each student, and one for the class."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape

from workbook import card_html
from workbook.card import Card
from workbook.grading.course import Course
from workbook.grading.exports import remarks
from workbook.grading.marks import Mark, Sheet
from workbook.letters import spell
from workbook.report import Outcome

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid #8886; }
"""
HARDEST = 10  # checks


def file_name(course: Course, sheet: Sheet) -> str:
    """Return what a student's page is called; nobody guesses it without the course's secret."""
    name = re.sub(r"[^\w.-]+", "_", sheet.student.key).strip("._")[:60]
    return f"{name}-{course.seed(sheet.student.key)}"


def student(course: Course, sheet: Sheet) -> str:
    """Return one student's page: what was asked, what came back, and how to try it again."""
    rows = [
        [
            name,
            f"{mark.report.passed} of {mark.report.judged}",
            f"{float(mark.points):.2f} of {float(mark.of):.2f}",
            "late" if mark.factor < 1 else "",
        ]
        for name, mark in sheet.marks.items()
    ]
    total = f"{float(sheet.points):.2f} of {float(sheet.of):.2f} points, {sheet.percent:.0f} %"
    parts = [
        f"<p><strong>{total}</strong></p>",
        *(f"<p>{_safe(note)}</p>" for note in [*sheet.notes, *remarks(sheet)]),
        _table(["exercise", "checks", "points", ""], rows),
        *(_exercise(name, mark) for name, mark in sheet.marks.items()),
    ]
    return _page(f"{course.title}: {sheet.student.name or sheet.student.key}", parts)


def _exercise(name: str, mark: Mark) -> str:
    if mark.report.outcome is Outcome.NOT_STARTED:
        return f"<h2>{_safe(name)}</h2><p>Not started.</p>"
    again = f"python3 start.py check {name} --seed {mark.report.seed}"
    return (
        f"<h2>{_safe(name)}</h2>{card_html.html(Card(mark.report))}"
        f"<p>The same inputs again: <code>{_safe(again)}</code></p>"
    )


def everybody(course: Course, sheets: list[Sheet]) -> str:
    """Return the page of the class: how each exercise went, and which checks were hardest."""
    counts = f"{len(sheets)} students, {len(course.exercises)} exercises"
    spread = ["exercise", "all", "some", "nothing", "not started", "mean"]
    parts = [
        f"<p>{counts}, edition {_safe(course.edition)}.</p>",
        "<h2>Exercises</h2>",
        _table(spread, _spread(course, sheets)),
        "<h2>The hardest checks</h2>",
        _table(["exercise", "check", "passed by"], _hardest(sheets)),
        "<h2>The same as the published solution</h2>",
        _table(["exercise", "students"], _published(course, sheets)),
        "<h2>Students</h2>",
        _table(["student", "points", "", "notes"], _people(sheets)),
    ]
    return _page(course.title, parts)


def _people(sheets: list[Sheet]) -> list[list[str]]:
    rows = []
    for sheet in sheets:
        notes = " ".join([*sheet.notes, *remarks(sheet)])
        points = f"{float(sheet.points):.2f}"
        rows.append([sheet.student.key, points, f"{sheet.percent:.0f} %", notes])
    return rows


def _published(course: Course, sheets: list[Sheet]) -> list[list[str]]:
    whose = {
        name: [sheet.student.key for sheet in sheets if sheet.marks[name].published]
        for name in course.exercises
    }
    return [[name, ", ".join(keys)] for name, keys in whose.items() if keys]


def _spread(course: Course, sheets: list[Sheet]) -> list[list[str]]:
    rows = []
    for name in course.exercises:
        marks = [sheet.marks[name] for sheet in sheets]
        shares = [mark.report.passed / (mark.report.judged or 1) for mark in marks]
        idle = sum(mark.report.outcome is Outcome.NOT_STARTED for mark in marks)
        full, none = shares.count(1.0), shares.count(0.0) - idle
        counts = [full, len(shares) - full - none - idle, none, idle]
        mean = f"{100 * sum(shares) / (len(shares) or 1):.0f} %"
        rows.append([name, *map(str, counts), mean])
    return rows


def _hardest(sheets: list[Sheet]) -> list[list[str]]:
    passed: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    for name, mark in ((n, m) for sheet in sheets for n, m in sheet.marks.items()):
        if mark.report.outcome is Outcome.NOT_STARTED:
            continue
        for result in mark.report.results:
            tried[name, result.title] += result.outcome is not Outcome.SKIPPED
            passed[name, result.title] += result.outcome is Outcome.PASSED
    hard = sorted((passed[each] / n, each) for each, n in tried.items() if n > passed[each])
    return [[*each, f"{passed[each]} of {tried[each]}"] for _, each in hard[:HARDEST]]


def _page(title: str, parts: Iterable[str]) -> str:
    head = f'<meta charset="utf-8"><title>{_safe(title)}</title><style>{STYLE}</style>'
    body = f"<h1>{_safe(title)}</h1>{''.join(parts)}"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _table(head: list[str], rows: list[list[str]]) -> str:
    if not rows:
        return "<p>None.</p>"
    cells = "".join(f"<tr>{''.join(f'<td>{_safe(c)}</td>' for c in row)}</tr>" for row in rows)
    titles = "".join(f'<th scope="col">{_safe(each)}</th>' for each in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{cells}</tbody></table>"


def _safe(text: str) -> str:
    return escape(spell(text))
