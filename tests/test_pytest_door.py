"""A class is graded with pytest: each check is a test, and the points are at the end."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import book
import pytest

from workbook import pytest_door
from workbook.engine import judge

pytest_plugins = ["pytester"]

ALONE = ("--disable-plugin-autoload", "-p", "workbook.pytest_door")
RIGHT = "# exercise: guestbook\nNAMES = ['Ada']\n"
HALF = "# exercise: guestbook\nNAMES = ['half']\n"


@pytest.fixture
def grade(pytester, monkeypatch):
    """Run pytest in a book of two exercises, as a grader does."""
    book.write_book(pytester.path)
    monkeypatch.setenv("WORKBOOK_HOME", str(pytester.path / "my"))
    monkeypatch.setattr(judge, "check", book.judge)
    monkeypatch.setattr(pytest_door, "_contained", lambda: True)
    return lambda *options: pytester.runpytest_inprocess(*ALONE, *options, "chapters")


def hand_in(folder, source, name="guestbook"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(source, "utf-8")


def test_an_untouched_clone_is_green(grade):
    """What is not started is a skip that says so."""
    result = grade("-rs")

    assert 0 == result.ret
    result.assert_outcomes(skipped=3)
    result.stdout.fnmatch_lines(["*0.00 of 1*", "SKIPPED [[]2[]]*`guestbook` not started*"])


def test_my_own_answers_are_those_on_the_desk(grade, pytester):
    """Each check is an item with a readable name."""
    hand_in(pytester.path / "my" / "ch02_factories", HALF)

    result = grade("-v")

    assert 1 == result.ret
    result.assert_outcomes(passed=1, failed=1, skipped=1)
    result.stdout.fnmatch_lines(
        [
            "*checks.py::my/guestbook/greets PASSED*",
            "*checks.py::my/guestbook/counts FAILED*",
            "*checks.py::my/chat/talks SKIPPED*",
        ]
    )


def test_a_failure_is_what_the_learner_reads(grade, pytester):
    """The card's words, and no line of ours."""
    hand_in(pytester.path / "my" / "ch02_factories", HALF)

    result = grade()

    result.stdout.fnmatch_lines(
        ["✗ Guests are numbered.", "Nobody is greeted.", "line 2, in greet:*"]
    )
    result.stdout.no_fnmatch_line("*pytest_door*")
    result.stdout.no_fnmatch_line("*Traceback*")


def test_several_people_are_graded_at_once(grade, pytester):
    """Scripts or notebooks; each person has their own points."""
    hand_in(pytester.path / "inbox" / "ada", RIGHT)
    hand_in(pytester.path / "inbox" / "alan" / "deep" / "down", HALF)

    result = grade("--answers", "inbox/ada", "--answers", "inbox/alan")

    assert 1 == result.ret
    result.stdout.fnmatch_lines(
        [
            "ada * guestbook * 2 of 2",
            "ada * not started * chat",
            "ada * points, core * 1.00 of 1",
            "alan * guestbook * 1 of 2",
            "alan * points, core * 0.50 of 1",
        ]
    )


@pytest.mark.parametrize(("source", "code"), [(RIGHT, 0), (book.STUB.decode(), 1), (None, 1)])
def test_handing_in_succeeds_only_with_full_points(grade, pytester, source, code):
    """What was not started, or not handed in, earns nothing."""
    (pytester.path / "ada").mkdir()
    if source:
        hand_in(pytester.path / "ada", source)

    assert code == grade("--answers", "ada").ret


def test_an_exercise_is_checked_once(grade, pytester, monkeypatch):
    """Its results are spread over its items."""
    checked = []

    def counting(exercise, source, *, seed=None):
        checked.append(exercise.name)
        return book.judge(exercise, source, seed=seed)

    monkeypatch.setattr(judge, "check", counting)

    grade()

    assert ["guestbook", "chat"] == checked


def test_two_people_of_one_name_stay_apart(grade, pytester):
    """The folder of last year is another person's."""
    hand_in(pytester.path / "2025" / "ada", RIGHT)
    hand_in(pytester.path / "2026" / "ada", HALF)

    result = grade("--answers", "2025/ada", "--answers", "2026/ada")

    result.stdout.fnmatch_lines(["*2025/ada *1.00 of 1", "*2026/ada *0.50 of 1"])


def test_a_broken_notebook_is_named_and_the_others_go_on(grade, pytester):
    """Its owner can be asked for another one."""
    hand_in(pytester.path / "ada", RIGHT)
    hand_in(pytester.path / "alan", "{", name="x")
    (pytester.path / "alan" / "ch02.ipynb").write_text("{", "utf-8")

    result = grade("--answers", "ada", "--answers", "alan")

    result.assert_outcomes(passed=2, failed=3, skipped=1)
    result.stdout.fnmatch_lines(["*ch02.ipynb is not a notebook that can be read*"])


def test_a_missing_folder_is_one_sentence(grade):
    """A typing error must not grade an empty class."""
    result = grade("--answers", "inbox/adaa")

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*--answers inbox/adaa: there is no such folder."])


def test_settings_that_were_handed_in_do_not_rule(pytester, grade):
    """With them a submission could load a module of its own into the grader's process."""
    hand_in(pytester.path / "ada", RIGHT)
    hand_in(pytester.path / "ada", "1 / 0", name="conftest")
    pytester.path.joinpath("ada", "pytest.ini").write_text("[pytest]\naddopts = ada\n", "utf-8")

    result = pytester.runpytest_inprocess(*ALONE, "--answers", "ada", "chapters")

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*pytest.ini would rule this run. Name the chapters first*"])


def test_without_a_sandbox_trust_must_be_said(grade, pytester, monkeypatch):
    """A stranger's program could read the grader's files."""
    monkeypatch.setattr(pytest_door, "_contained", lambda: False)
    hand_in(pytester.path / "ada", RIGHT)

    assert pytest.ExitCode.USAGE_ERROR == grade("--answers", "ada").ret
    assert 0 == grade("--answers", "ada", "--trust-answers").ret
    assert 0 == grade().ret


def test_the_xml_carries_points_seed_and_tier(grade, pytester):
    """JUnit's own verdicts are not points: it writes an interrupted test as passed."""
    hand_in(pytester.path / "ada", HALF)

    grade("--answers", "ada", "--seed", "abc", "--junitxml", "out.xml")

    cases = {}
    for case in ET.parse(pytester.path / "out.xml").iter("testcase"):
        cases[case.get("name")] = {each.get("name"): each.get("value") for each in case[0]}
    assert {"1", "0"} == {cases[f"ada/guestbook/{each}"]["points"] for each in ("greets", "counts")}
    assert {
        "who": "ada",
        "chapter": "ch02_factories",
        "exercise": "chat",
        "level": "more",
        "outcome": "not started",
        "points": "0",
        "of": "1",
        "seed": "abc",
        "tier": "process",
        "attempt": "ada",
        "weight": "0",
        "factor": "1",
    } == cases["ada/chat/talks"]


def test_other_tests_are_left_alone(pytester):
    """In a project without our chapters there is nothing to see of this."""
    pytester.makepyfile(test_it="def test_it(): pass")
    pytester.mkdir("other")
    (pytester.path / "other" / "checks.py").write_text("1 / 0\n", "utf-8")

    result = pytester.runpytest_inprocess(*ALONE)

    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*points*")


def test_loading_the_door_loads_nothing_heavy():
    """Every run of pytest here loads it."""
    code = "import sys, workbook.pytest_door; print(sorted(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    ).stdout

    for slow in ("twisted", "IPython", "workbook.engine"):
        assert f"'{slow}'" not in loaded
