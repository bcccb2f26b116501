"""A class that is not there, and copies of the workbook for others."""

import zipfile

import pytest
from click.testing import CliRunner

from workbook.__main__ import cli
from workbook.files import Unsaved
from workbook.grading import course as courses
from workbook.grading import demo, grade, handout


def test_a_class_that_is_not_there_can_be_graded(tmp_path):
    """Its zips are those of Moodle, its roster knows everybody, and it is the same every time."""
    course = courses.load()

    for name in ("one", "other"):
        demo.make(course, tmp_path / name, 5, "seed")

    works, people = grade.inbox(course, sorted((tmp_path / "one").iterdir()))
    assert [f"s{n:04}" for n in range(1, 6)] == [work.student.key for work in works]
    assert [] == people.missing(work.student.key for work in works)
    assert 20 < len(grade.units(works))
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in found if path.is_file()}
        for name in ("one", "other")
        for found in [(tmp_path / name).rglob("*")]
    )
    assert one == other


def test_a_class_never_takes_the_place_of_another(tmp_path):
    """An inbox may hold what real students wrote."""
    done = CliRunner().invoke(cli, ["demo-class", str(tmp_path)])

    assert 1 == done.exit_code
    assert "is there already" in done.output


@pytest.fixture
def small_book(course):
    """A repository with little in it; the course's own chapter lies outside."""
    book = course.parent / "book"
    (book / "workbook").mkdir(parents=True)
    (book / "tests" / "right").mkdir(parents=True)
    (book / ".git").mkdir()
    (book / "README.md").write_text("Hello\n", "utf-8")
    return book


def test_a_handout_has_no_solution_of_what_counts(course, small_book, tmp_path):
    """Neither the solutions, nor tests that hold right answers, nor the course's secret."""
    left_out = handout.make(courses.load(course), tmp_path / "copy", small_book)

    found = {str(path.relative_to(tmp_path / "copy")) for path in (tmp_path / "copy").rglob("*.*")}
    assert ["two", "three"] == left_out
    assert {"chapters/ch90_numbers/checks.py", "README.md"} <= found
    assert not [path for path in found if "two.py" in path or "tests" in path or ".git" in path]
    assert "course.toml" not in found


def test_a_handout_takes_nobodys_place(course, small_book, tmp_path):
    """What is there stays."""
    with pytest.raises(Unsaved, match="is there already"):
        handout.make(courses.load(course), tmp_path, small_book)


def test_the_autograder_brings_all_that_it_runs(course, tmp_path):
    """Its two programs may be run, and the settings are the course's."""
    zipped = tmp_path / "autograder.zip"
    zipped.write_bytes(handout.autograder(course))

    with zipfile.ZipFile(zipped) as archive:
        names = archive.namelist()
        for program in ("setup.sh", "run_autograder"):
            assert 0o755 == archive.getinfo(program).external_attr >> 16
            assert archive.read(program).startswith(b"#!/usr/bin/env bash\n")
        assert b"only here" in archive.read("course.toml")
    assert {"workbook/__main__.py", "requirements.txt", ".ci/constraints.txt"} <= {*names}
    assert not [name for name in names if "__pycache__" in name]
