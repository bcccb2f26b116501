"""Points are the share of checks that passed, and only core exercises count."""

import pytest

from workbook.points import Points
from workbook.report import Outcome

OUTCOMES = {
    "p": Outcome.PASSED,
    "f": Outcome.FAILED,
    "n": Outcome.NOT_STARTED,
    "s": Outcome.SKIPPED,
}


def points(who="ada", **exercises):
    """Count checks written as letters: ``core_chat="ppf"``."""
    counted = Points()
    for name, letters in exercises.items():
        level, _, exercise = name.partition("_")
        for letter in letters:
            counted.add(who, "ch02", exercise, level, OUTCOMES[letter])
    return counted


def test_a_table_has_what_was_started_and_the_sum():
    """Half of one exercise and all of another are one and a half."""
    counted = points(core_guestbook="pp", core_chat="pf", core_echo="nn", more_room="ff")

    assert [
        "ada              chat                 1 of 2",
        "ada              guestbook            2 of 2",
        "ada              room                 0 of 2",
        "ada              not started          echo",
        "ada              points, core         1.50 of 3",
    ] == counted.table()


def test_a_skipped_check_is_shown_and_costs_nothing():
    """A program that is not installed here is not the learner's fault."""
    counted = points(core_site="pps", core_get="ss")

    assert "ada              site                 2 of 2 (1 skipped)" in counted.table()
    assert "ada              points, core         1.00 of 1" in counted.table()
    assert counted.full


def test_a_table_is_in_the_order_of_the_book():
    """Whatever the order in which results come in from several processes."""
    counted = Points()
    for who, chapter, name in [("b", "ch01", "y"), ("a", "ch02", "x"), ("a", "ch01", "z")]:
        counted.add(who, chapter, name, "more", Outcome.PASSED)

    assert [["a", "z"], ["a", "x"], ["b", "y"]] == [
        line.split()[:2] for line in counted.table() if "points" not in line
    ]


@pytest.mark.parametrize(
    ("exercises", "full"),
    [
        ({"core_echo": "pp"}, True),
        ({"core_echo": "pp", "more_room": "nf"}, True),
        ({"core_echo": "pf"}, False),
        ({"core_echo": "pp", "core_chat": "nn"}, False),
        ({"core_echo": "pn"}, False),
        ({}, True),
    ],
)
def test_full_points_need_every_core_check(exercises, full):
    """What is not started earns nothing; what is not core is not asked for."""
    assert full is points(**exercises).full


def test_one_person_without_full_points_is_enough():
    """A class passes when everybody does."""
    counted = points(core_echo="pp")
    counted.add("alan", "ch02", "echo", "core", Outcome.FAILED)

    assert not counted.full
