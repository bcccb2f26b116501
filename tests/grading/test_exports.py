"""What schools import: each file is as it was, and a parser that is not ours reads it.

After a change that is meant: delete ``golden/`` and run this; git shows what is different.
"""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from workbook.grading import course as courses
from workbook.grading import exports, marks, pages, rows
from workbook.grading.marks import Work
from workbook.grading.roster import Student
from workbook.report import Exchange, Outcome, Place, Report, Result

GOLDEN = Path(__file__).parent / "golden"
NASTY = '=cmd|"/c calc"!A1, <b>Bobby</b>\x1b[2J'
FAILED = Result(
    "it_adds",
    "It adds what it is given.",
    Outcome.FAILED,
    "that is not the sum: ]]> \x00\x1b[31m <script>alert(1)</script>",
    places=(Place(3, "two", "return '城市'"),),
    exchange=Exchange((b"2", b"\xff"), b"5\r\n", b"4\r\n"),
    printed="@SUM(1)\n" * 3,
)
PASSED = Result("it_is_two", "It returns 2.", Outcome.PASSED)
SKIPPED = Result("it_is_three", "It returns 3.", Outcome.SKIPPED, "`curl` is not installed.")
REPORTS = {
    "two": Report("two", (PASSED, FAILED), "namespaces", "ab12"),
    "three": Report("three", (SKIPPED,), "namespaces", "ab12"),
}


@pytest.fixture
def book(course):
    return courses.load(course)


@pytest.fixture
def sheets(book):
    """Ada has half of one exercise; a nasty name has nothing."""
    ada = Student("ada", "Ada Lovelace", "17", "ada@example.org")
    bobby = Student(NASTY, NASTY, "-3", "+b@example.org")
    units = {name: rows.Unit(name, "", b"x", "ab12", "v1") for name in REPORTS}
    work = Work(ada, "ada.zip", "1001", None, dict(units), ("A note; with a semicolon.",))
    return marks.sheets(book, [work], [bobby], lambda unit: REPORTS[unit.exercise])


def made(book, sheets):
    """Return the text of every export."""
    return {
        "marks.csv": exports.plain(book, sheets),
        "moodle.csv": exports.moodle(book, sheets),
        "canvas.csv": exports.canvas(book, sheets),
        "junit.xml": exports.junit(book, sheets),
        "results.json": exports.gradescope(sheets[-1]),
        "keys.json": exports.keys(book, sheets),
    }


@pytest.mark.parametrize(
    "name", ["marks.csv", "moodle.csv", "canvas.csv", "junit.xml", "results.json", "keys.json"]
)
def test_a_file_is_as_it_was(book, sheets, name):
    """To the byte; what imports it is not ours to change."""
    text = made(book, sheets)[name].encode()
    golden = GOLDEN / name
    if not golden.exists():
        golden.write_bytes(text)
        pytest.fail(f"{golden.name} was written anew: look at it, and run this again.")

    assert golden.read_bytes() == text


@pytest.mark.parametrize("name", ["marks.csv", "moodle.csv", "canvas.csv"])
def test_no_cell_is_a_formula(book, sheets, name):
    """A spreadsheet computes nothing, and no sign reaches a terminal."""
    text = made(book, sheets)[name]

    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "\x1b" not in text
    assert text.endswith("\r\n")


def test_moodle_finds_the_columns_that_it_looks_for(book, sheets):
    """Its importer refuses a file without them."""
    _, ada = csv.DictReader(made(book, sheets)["moodle.csv"].splitlines())

    assert ("Participant 1001", "50.00", "100.00") == (
        ada["Identifier"],
        ada["Grade"],
        ada["Maximum Grade"],
    )
    assert "Last modified (grade)" in ada
    assert "two 1/2" in ada["Feedback comments"]


def test_canvas_finds_the_columns_that_it_looks_for(book, sheets):
    """In its order; the second row says how many points there are."""
    head, possible, *_, ada = csv.reader(made(book, sheets)["canvas.csv"].splitlines())

    assert ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Numbers, 數"] == head
    assert ["    Points Possible", "100"] == [possible[0], possible[-1]]
    assert ["Ada Lovelace", "17", "50.00"] == [ada[0], ada[1], ada[-1]]


def test_junit_is_read_by_its_own_library(book, sheets):
    """Suites, cases and properties are where others look for them."""
    why = "no junitparser here; pip install -r tests/requirements.txt"
    junitparser = pytest.importorskip("junitparser", reason=why)

    suites = list(junitparser.JUnitXml.fromstring(made(book, sheets)["junit.xml"].encode()))

    ada = next(suite for suite in suites if "ada" == suite.name)
    points = {each.name: each.value for each in ada.properties()}
    assert (3, 1, 1) == (ada.tests, ada.failures, ada.skipped)
    assert ("1.0000", "2.0000") == (points["points"], points["of"])
    assert "ch90_numbers.two" == next(iter(ada)).classname


def test_gradescope_adds_up(book, sheets):
    """The score is the sum of its tests."""
    result = json.loads(made(book, sheets)["results.json"])

    assert 1.0 == result["score"] == sum(test["score"] for test in result["tests"])
    assert {"passed", "failed"} == {test["status"] for test in result["tests"]}


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self):
        super().__init__()
        self.tags, self.loads, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href", "onload")]

    def handle_data(self, data):
        self.text += data


def read(text):
    page = Page()
    page.feed(text)
    return page


def test_a_students_page_has_all_in_it_and_nobody_else(book, sheets):
    """It loads nothing, runs nothing, and names no other student."""
    bobby, ada = sheets

    page = read(pages.student(book, ada))

    assert [] == page.loads
    assert "script" not in page.tags
    for said in (
        "1.00 of 2.00 points",
        "It adds what it is given.",
        "--seed ab12",
        "return '城市'",
    ):
        assert said in page.text
    assert "Bobby" not in page.text
    assert pages.file_name(book, ada) != pages.file_name(book, bobby)
    assert "/" not in pages.file_name(book, bobby)


def test_the_page_of_the_class_shows_how_it_went(book, sheets):
    """Each exercise, and the hardest checks first."""
    page = read(pages.everybody(book, sheets))

    assert [] == page.loads
    assert "b" not in page.tags
    assert "It adds what it is given.0 of 1" in page.text
    assert "2 students, 2 exercises" in page.text
