"""Answers are found in scripts and notebooks, and what cannot be read is named."""

import json

import pytest

from workbook.files import Unreadable
from workbook.submission import Submission, exercise_named_in

ANSWER = "# exercise: guestbook\nNAMES = []\n"


def write_notebook(path, *sources, kind="code"):
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": kind, "source": source} for source in sources]
    path.write_text(json.dumps({"cells": cells}), "utf-8")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("# exercise: guestbook", "guestbook"),
        ("# exercise: guestbook  \r\nx = 1\r\n", "guestbook"),
        ("\n# exercise: guestbook\nx = 1\n", "guestbook"),
        ("# exercise: write a server\n", None),
        ("x = 1\n# exercise: guestbook\n", None),
        ("", None),
    ],
)
def test_the_first_line_names_the_exercise(source, name):
    """A marker is a line of its own, and the first one."""
    assert name == exercise_named_in(source)


def test_a_script_is_found_at_any_depth(tmp_path):
    """Archives of a school's system wrap folders around a folder."""
    script = tmp_path / "work" / "ch02" / "guestbook.py"
    script.parent.mkdir(parents=True)
    script.write_text(ANSWER, "utf-8")

    answer = Submission(tmp_path).answer("guestbook")

    assert ANSWER.encode() == answer


def test_nothing_handed_in_is_no_answer(tmp_path):
    """An empty folder is not an error: nothing was started."""
    assert Submission(tmp_path).answer("guestbook") is None


@pytest.mark.parametrize("source", [ANSWER, ANSWER.splitlines(keepends=True)])
def test_a_cell_is_found_by_its_first_line(tmp_path, source):
    """Metadata and cell ids may be lost; a source is a string or a list of lines."""
    write_notebook(tmp_path / "ch02.ipynb", "%load_ext workbook", source)

    answer = Submission(tmp_path).answer("guestbook")

    assert ANSWER.encode() == answer


def test_the_last_cell_of_a_name_counts(tmp_path):
    """Run from top to bottom, the last one is what stays."""
    write_notebook(tmp_path / "ch02.ipynb", "# exercise: guestbook\nfirst = 1", ANSWER)

    assert ANSWER.encode() == Submission(tmp_path).answer("guestbook")


def test_prose_is_not_an_answer(tmp_path):
    """Only code cells answer, even if a text cell quotes the first line."""
    write_notebook(tmp_path / "ch02.ipynb", ANSWER, kind="markdown")

    assert Submission(tmp_path).answer("guestbook") is None


def test_a_script_comes_before_a_cell(tmp_path):
    """The notebook saves its cells as scripts, so the script is what was checked."""
    (tmp_path / "guestbook.py").write_text(ANSWER, "utf-8")
    write_notebook(tmp_path / "ch02.ipynb", "# exercise: guestbook\nunsaved = 1")

    assert ANSWER.encode() == Submission(tmp_path).answer("guestbook")


@pytest.mark.parametrize("copies", [".ipynb_checkpoints", "__MACOSX", ".kept"])
def test_copies_of_editors_and_archives_are_passed_over(tmp_path, copies):
    """What a program left behind is nobody's answer."""
    (tmp_path / copies).mkdir()
    (tmp_path / copies / "guestbook.py").write_text("old = 1\n", "utf-8")
    (tmp_path / "._guestbook.py").write_bytes(b"\0\5\x16\7")

    assert Submission(tmp_path).answer("guestbook") is None


def test_two_different_answers_are_refused(tmp_path):
    """Guessing which one was meant could cost somebody their points."""
    (tmp_path / "guestbook.py").write_text(ANSWER, "utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "guestbook.py").write_text("old = 1\n", "utf-8")

    with pytest.raises(Unreadable, match=r"`guestbook` is answered differently.*keep one"):
        Submission(tmp_path).answer("guestbook")


def test_two_equal_answers_are_one(tmp_path):
    """A copy of the same bytes leaves nothing to guess."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "guestbook.py").write_text(ANSWER, "utf-8")

    assert ANSWER.encode() == Submission(tmp_path).answer("guestbook")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"cells": 1}',
        b'{"cells": [1]}',
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"cells": [{"cell_type": "code", "source": [1]}]}',
        b'{"cells": [{"cell_type": "code", "source": null}]}',
        b"[" * 100_000,
    ],
)
def test_a_broken_notebook_is_named(tmp_path, content):
    """The sentence says which file, so that its owner can be asked for another."""
    (tmp_path / "ch02.ipynb").write_bytes(content)

    with pytest.raises(Unreadable, match=r"ch02\.ipynb is not a notebook"):
        Submission(tmp_path).answer("guestbook")


def test_a_link_is_not_followed(tmp_path):
    """A link could name a file that only the grader may read."""
    (tmp_path / "secret").write_text("secret = 1\n", "utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "guestbook.py").symlink_to(tmp_path / "secret")

    with pytest.raises(Unreadable, match=r"guestbook\.py cannot be read: it is a link"):
        Submission(tmp_path / "inbox").answer("guestbook")


def test_a_linked_folder_is_not_entered(tmp_path):
    """A folder outside of what was handed in is not part of it."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "guestbook.py").write_text(ANSWER, "utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "ch02").symlink_to(tmp_path / "solutions")

    assert Submission(tmp_path / "inbox").answer("guestbook") is None


def test_a_folder_with_the_name_of_a_script_is_no_answer(tmp_path):
    """It is entered like any other folder."""
    (tmp_path / "guestbook.py").mkdir()

    assert Submission(tmp_path).answer("guestbook") is None
