"""Progress is remembered, and a damaged file costs nothing else."""

import json

import pytest

from workbook.progress import Progress


@pytest.fixture
def said():
    return []


@pytest.fixture
def progress(tmp_path, said):
    return Progress(tmp_path / "progress.json", said.append)


def test_nothing_is_noted_at_first(progress):
    """A learner begins without a file."""
    assert {} == progress["guestbook"]


def test_notes_outlive_the_program(tmp_path, progress, said):
    """Another program, such as the command line, reads the same notes."""
    progress.note("guestbook", hints=1)
    progress.note("chat", hints=2)
    progress.note("guestbook", seen="abc")

    again = Progress(tmp_path / "progress.json", said.append)

    assert {"hints": 1, "seen": "abc"} == again["guestbook"]
    assert {"hints": 2} == again["chat"]
    assert [] == said


def test_what_is_known_is_not_written_again(tmp_path, progress):
    """Running a cell again costs no write to the disk."""
    progress.note("guestbook", hints=1)
    before = (tmp_path / "progress.json").stat().st_ino

    progress.note("guestbook", hints=1)

    assert before == (tmp_path / "progress.json").stat().st_ino


@pytest.mark.parametrize(
    "damage",
    [b"{", b"[]", b"\xff", b'{"guestbook": 1}', b'{"guestbook": {"hints": "x"}}', b"[" * 100_000],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path, progress, said, damage):
    """The learner is told once, and goes on."""
    (tmp_path / "progress.json").write_bytes(damage)

    progress.note("guestbook", hints=1)

    assert {"hints": 1} == progress["guestbook"]
    assert damage == (tmp_path / "progress.damaged.json").read_bytes()
    assert 1 == len(said)
    assert "progress.json was damaged" in said[0]
    assert {"guestbook": {"hints": 1}} == json.loads((tmp_path / "progress.json").read_text())
