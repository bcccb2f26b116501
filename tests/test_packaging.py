"""What is installed, and how CI calls it, fits together."""

import re
import shutil
import subprocess

import pytest
from packaging.requirements import Requirement

from workbook import shelf

ROOT = shelf.ROOT


def requirements(name):
    """Return the requirements that a file lists, without this package itself."""
    lines = [line.partition(" #")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


ASKED = requirements("requirements.txt") + requirements("tests/requirements.txt")
FIXED = requirements(".ci/constraints.txt")


def test_every_requirement_is_bounded():
    """A new main version of something must not break a class on a Monday."""
    bounds = {each.name: {limit.operator for limit in each.specifier} for each in ASKED}

    assert {name: {">=", "<"} for name in bounds} == bounds


def test_the_constraints_hold_every_requirement_at_one_version():
    """What start.py installs today, it installs next year."""
    names = {each.name for each in FIXED}
    kinds = {limit.operator for each in FIXED for limit in each.specifier}

    assert {each.name for each in ASKED} <= names
    assert {"=="} == kinds


def test_the_constraints_are_within_the_bounds():
    """They were made from these requirements, not from older ones."""
    versions = {(each.name, next(iter(each.specifier)).version) for each in FIXED}
    outside = [
        (name, version)
        for each in ASKED
        for name, version in versions
        if each.name == name and each.marker is None and version not in each.specifier
    ]

    assert [] == outside


def test_no_registry_is_named():
    """pip's own settings say where packages come from."""
    for name in ("requirements.txt", "tests/requirements.txt", ".ci/constraints.txt"):
        assert not re.search(r"https?:|--(extra-)?index-url", (ROOT / name).read_text()), name


def test_ci_runs_the_commands_of_the_readme():
    """What a reader is told to type is what is known to work."""
    readme = (ROOT / "README.md").read_text("utf-8")
    promised = re.search(r"^python3 start\.py test$", readme, re.MULTILINE)[0]

    assert promised == (ROOT / ".ci" / "run").read_text().splitlines()[-1].split(" || ")[0]
    assert f"run: {promised}\n" in (ROOT / ".github" / "workflows" / "tests.yml").read_text()


def test_the_root_can_be_seen_at_a_glance():
    """At most twelve entries, so that a newcomer finds README.md."""
    listing = ["git", "-C", str(ROOT), "ls-files", "--full-name", "."]
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("this is no clone")

    files = subprocess.run(listing, capture_output=True, text=True, check=True).stdout

    assert 12 >= len({line.partition("/")[0] for line in files.splitlines() if line[0] != "."})
