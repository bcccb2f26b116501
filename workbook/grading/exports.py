"""Marks in the forms that schools import; each function returns the text of one file."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from workbook import card_text
from workbook.grading.course import Course
from workbook.grading.marks import Mark, Sheet
from workbook.letters import spell
from workbook.report import Outcome, Result

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BAD = {Outcome.FAILED: "failure", Outcome.NOT_STARTED: "failure", Outcome.SKIPPED: "skipped"}


def plain(course: Course, sheets: Iterable[Sheet]) -> str:
    """A row for each student: the points of each exercise, their sum, and what to know."""
    head = ["student", "name", "id", "email", *course.exercises, "points", "of", "percent", "notes"]
    rows = [
        [
            *(sheet.student.key, sheet.student.name, sheet.student.id, sheet.student.email),
            *(f"{float(mark.points):.2f}" for mark in sheet.marks.values()),
            *(f"{float(sheet.points):.2f}", f"{float(sheet.of):.2f}", f"{sheet.percent:.2f}"),
            " ".join([*sheet.notes, *remarks(sheet)]),
        ]
        for sheet in sheets
    ]
    return table([head, *rows])


def moodle(course: Course, sheets: Iterable[Sheet]) -> str:
    """Moodle's grading worksheet, in percent.

    The columns are those that ``mod/assign/feedback/offline/importgradeslib.php`` looks for;
    not imported into a Moodle yet.
    """
    head = ["Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade"]
    rows = [
        [
            f"Participant {sheet.id}" if sheet.id else "",
            *(sheet.student.name, sheet.student.id, sheet.student.email),
            *(f"{sheet.percent:.2f}", "100.00", "", feedback(sheet)),
        ]
        for sheet in sheets
    ]
    return table([[*head, "Last modified (grade)", "Feedback comments"], *rows])


def canvas(course: Course, sheets: Iterable[Sheet]) -> str:
    """A gradebook for Canvas, with one assignment, in percent.

    The columns are those of ``lib/gradebook_importer.rb``; not imported into a Canvas yet.
    """
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [
        [
            sheet.student.row.get("Student") or sheet.student.name,
            sheet.student.row.get("ID") or sheet.student.id or sheet.id,
            *(sheet.student.row.get(column, "") for column in head[2:]),
            f"{sheet.percent:.2f}",
        ]
        for sheet in sheets
    ]
    return table([[*head, course.title], ["    Points Possible", "", "", "", "", "100"], *rows])


def gradescope(sheet: Sheet) -> str:
    """The ``results.json`` of Gradescope's autograder, for one student."""
    tests = [
        {
            "name": f"{name}: {result.title}",
            "score": round(float(share), 4) if result.outcome is Outcome.PASSED else 0.0,
            "max_score": round(float(mark.of / (mark.report.judged or 1)), 4),
            "status": "passed" if result.outcome is Outcome.PASSED else "failed",
            "output": card_text.told(result),
            "visibility": "visible",
        }
        for name, mark in sheet.marks.items()
        for share in [mark.of * mark.factor / (mark.report.judged or 1)]
        for result in mark.report.results
        if result.outcome is not Outcome.SKIPPED
    ]
    said = spell("\n".join([*sheet.notes, *remarks(sheet)]))
    score = round(float(sheet.points), 4)
    return json.dumps({"score": score, "output": said, "tests": tests}, indent=1)


def junit(course: Course, sheets: Iterable[Sheet]) -> str:
    """JUnit XML: a suite for each student, a case for each check, the points as properties."""
    root = ET.Element("testsuites", name=course.title)
    for sheet in sheets:
        cases = [(m, r) for m in sheet.marks.values() for r in m.report.results]
        bad = [BAD.get(result.outcome, "") for _, result in cases]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=spell(sheet.student.key),
            tests=str(len(cases)),
            failures=str(bad.count("failure")),
            skipped=str(bad.count("skipped")),
            errors="0",
        )
        facts = {"points": f"{float(sheet.points):.4f}", "of": f"{float(sheet.of):.4f}"}
        _properties(suite, facts | {"notes": " ".join(sheet.notes)})
        for mark, result in cases:
            _case(suite, mark, result)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def keys(course: Course, sheets: Iterable[Sheet]) -> str:
    """What `replay` looks up: where in ``results.jsonl`` each student's answers are."""
    students = {
        sheet.student.key: {name: m.unit.key for name, m in sheet.marks.items() if m.unit}
        for sheet in sheets
    }
    return json.dumps({"edition": course.edition, "students": students}, indent=1)


def remarks(sheet: Sheet) -> list[str]:
    """Return what the marks themselves give to say: lateness, and published solutions."""
    late = [name for name, mark in sheet.marks.items() if mark.factor < 1]
    same = [name for name, mark in sheet.marks.items() if mark.published]
    told = [(late, "Late"), (same, "The published solution")]
    return [f"{what}: {', '.join(names)}." for names, what in told if names]


def feedback(sheet: Sheet) -> str:
    """Return the marks in one line."""
    shares = (f"{n} {m.report.passed}/{m.report.judged}" for n, m in sheet.marks.items())
    return " ".join([", ".join(shares) + ".", *sheet.notes, *remarks(sheet)])


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV (RFC 4180) in which no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([defused(cell) for cell in row])
    return text.getvalue()


def defused(cell: str) -> str:
    """Return *cell* so that a spreadsheet shows it and computes nothing."""
    shown = spell(cell)
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _case(suite: ET.Element, mark: Mark, result: Result) -> None:
    exercise = mark.counted.exercise
    name = f"{exercise.chapter}.{exercise.name}"
    case = ET.SubElement(suite, "testcase", classname=name, name=result.check, time="0")
    facts = {"outcome": result.outcome.value, "seed": mark.report.seed, "tier": mark.report.tier}
    _properties(case, facts)
    if element := BAD.get(result.outcome):
        first = spell(result.message.partition("\n")[0])
        ET.SubElement(case, element, message=first).text = spell(card_text.told(result))


def _properties(parent: ET.Element, facts: dict[str, str]) -> None:
    listed = ET.SubElement(parent, "properties")
    for name, value in facts.items():
        ET.SubElement(listed, "property", name=name, value=spell(value))
