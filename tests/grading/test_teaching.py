"""The instructor's page says what is so."""

import re
import tomllib

from workbook import shelf
from workbook.__main__ import GRADING
from workbook.grading.course import LATE, SETTINGS

PAGE = (shelf.ROOT / "chapters" / "TEACHING.md").read_text("utf-8")


def test_its_settings_are_all_there_are():
    """The example is TOML, and leaves nothing out."""
    table = tomllib.loads(re.search(r"```toml\n(.+?)```", PAGE, re.DOTALL)[1])

    assert {*SETTINGS} == {*table}
    assert {*LATE} == {*table["late"]}
    assert {*table["exercises"]} <= {*shelf.exercises()}


def test_its_plan_has_the_core_exercises():
    """Each of the chapters that it plans, and none that is not there."""
    planned = re.findall(r"^\| \d+ \| (\d+)\..+?\| .+?\| (.+?) \|", PAGE, re.MULTILINE)
    named = {name for _, names in planned for name in re.findall(r"`(\w+)`", names)}
    numbers = {int(number) for number, _ in planned}

    core = {
        each.name
        for chapter in shelf.chapters()
        if chapter.number in numbers
        for each in chapter.exercises
        if "core" == each.level
    }

    assert 12 == len(planned)
    assert core == named


def test_it_names_every_verb():
    """Grading, and what belongs to it."""
    assert all(f"start.py {verb}" in PAGE for verb in GRADING)
