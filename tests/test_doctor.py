"""The doctor names what is missing, and its cure."""

import sys
from importlib.metadata import version

import pytest

from workbook import doctor
from workbook.engine import sandbox


def test_what_is_there_has_its_version_and_place(monkeypatch):
    """A question to a teacher can quote these lines."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sandbox, "best_tier", lambda: "namespaces")

    rows = list(doctor.rows())

    assert f"✓ twisted     {version('twisted')}" in rows
    assert "✓ redis-cli   /usr/bin/redis-cli" in rows
    assert [] == [row for row in rows if not row.startswith("✓ ")]


@pytest.mark.parametrize(
    ("platform", "cure"),
    [("linux", "apt install netcat-openbsd"), ("darwin", "brew install netcat")],
)
def test_a_missing_program_has_a_cure(monkeypatch, platform, cure):
    """One line to copy, for this system."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "platform", platform)

    row = doctor.program("nc", *doctor.PROGRAMS["nc"])

    assert f"– nc          missing; for chapters: {cure}" == row


def test_a_missing_package_has_a_cure():
    """Somebody may have made the virtual environment by hand."""
    row = doctor.package("no-such-package")

    assert row.endswith("missing; `python3 start.py` installs it")


@pytest.mark.parametrize("tier", sandbox.TIERS)
def test_every_tier_says_whom_one_may_grade(monkeypatch, tier):
    """Where nothing contains an answer, a class is not graded."""
    monkeypatch.setattr(sandbox, "best_tier", lambda: tier)

    row = doctor.sandbox()

    assert ("process" != tier) == row.startswith("✓")
    assert tier in row
