"""The desk keeps what a learner wrote, whatever happens around it."""

import pytest

from workbook import files
from workbook.desk import ChangedOutside, Desk, home, tidy
from workbook.exercise import Exercise
from workbook.report import Outcome, Report, Result

STUB = b"# exercise: guestbook\nraise NotImplementedError\n"
MINE = b"# exercise: guestbook\nNAMES = []\n"
NEWER = b"# exercise: guestbook\nNAMES = ['Ada']\n"

GUESTBOOK = Exercise("guestbook", "core", hints=(), chapter="ch02_factories")


@pytest.fixture
def desk(tmp_path):
    """A desk in a repository of one exercise and one notebook."""
    root = tmp_path / "repository"
    (root / "chapters" / "ch02_factories").mkdir(parents=True)
    (root / "chapters" / "ch02_factories" / "guestbook.py").write_bytes(STUB)
    (root / "notebooks").mkdir()
    (root / "notebooks" / "ch02_factories.ipynb").write_bytes(b"{}")
    return Desk(tmp_path / "my", root, say=pytest.fail)


def edit(desk, source):
    """Write the answer as an editor does, behind the notebook's back."""
    desk.begin(GUESTBOOK).write_bytes(source)


def report(outcome):
    return Report("guestbook", (Result("greets", "Greets.", outcome),), "process", "1")


def test_the_folder_can_be_chosen(tmp_path, monkeypatch):
    """A clone that cannot be written keeps its learner's files elsewhere."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    assert tmp_path == home()

    monkeypatch.delenv("WORKBOOK_HOME")
    assert "my" == home().name


@pytest.mark.parametrize("source", [b"x = 1", b"x = 1\r\n", b"x = 1\n\n\n"])
def test_tidy_text_ends_lines_in_one_way(source):
    """A cell has no final newline and an editor adds one: they are the same text."""
    assert b"x = 1\n" == tidy(source)


def test_an_answer_begins_as_the_stub(desk):
    """It is made on first need, and not before."""
    assert desk.read(GUESTBOOK) is None

    path = desk.begin(GUESTBOOK)

    assert desk.home / "ch02_factories" / "guestbook.py" == path
    assert STUB == desk.read(GUESTBOOK)


def test_beginning_again_changes_nothing(desk):
    """An answer that is there stays."""
    edit(desk, MINE)

    desk.begin(GUESTBOOK)

    assert MINE == desk.read(GUESTBOOK)


def test_a_cell_is_saved_and_saved_again(desk):
    """Editing in the notebook is editing the file."""
    desk.save_cell(GUESTBOOK, MINE.rstrip())
    assert MINE == desk.read(GUESTBOOK)

    desk.save_cell(GUESTBOOK, NEWER)
    assert NEWER == desk.read(GUESTBOOK)


def test_a_file_changed_outside_is_not_overwritten(desk):
    """An editor's text stays; the notebook is told."""
    desk.save_cell(GUESTBOOK, MINE)
    edit(desk, NEWER)

    with pytest.raises(ChangedOutside, match=r"guestbook\.py holds another text"):
        desk.save_cell(GUESTBOOK, MINE + b"more = 1\n")
    assert NEWER == desk.read(GUESTBOOK)


def test_a_file_that_no_notebook_knows_is_not_overwritten(desk):
    """Progress may be lost, or the answer begun in an editor."""
    edit(desk, NEWER)

    with pytest.raises(ChangedOutside):
        desk.save_cell(GUESTBOOK, MINE)
    assert NEWER == desk.read(GUESTBOOK)


def test_a_fresh_notebook_does_not_empty_an_answer(desk):
    """Running all cells of an untouched notebook must not undo a finished exercise."""
    desk.save_cell(GUESTBOOK, MINE)

    with pytest.raises(ChangedOutside):
        desk.save_cell(GUESTBOOK, STUB)
    assert MINE == desk.read(GUESTBOOK)


def test_only_the_line_ends_differ(desk):
    """An editor's CRLF or final newline is no change."""
    desk.save_cell(GUESTBOOK, MINE)
    edit(desk, MINE.replace(b"\n", b"\r\n"))

    desk.save_cell(GUESTBOOK, NEWER)

    assert NEWER == desk.read(GUESTBOOK)


def test_a_file_that_the_notebook_saw_is_its_own(desk):
    """After taking the editor's text into the cell, the cell may be edited further."""
    edit(desk, MINE)
    desk.saw(GUESTBOOK, MINE)

    desk.save_cell(GUESTBOOK, NEWER)

    assert NEWER == desk.read(GUESTBOOK)


def test_reset_can_be_undone(desk):
    """The stub comes back, and so does the answer."""
    edit(desk, MINE)

    desk.save(GUESTBOOK, desk.stub(GUESTBOOK))
    assert STUB == desk.read(GUESTBOOK)

    assert desk.undo(GUESTBOOK)
    assert MINE == desk.read(GUESTBOOK)


def test_every_text_that_gave_way_is_kept(desk):
    """Undoing walks back, and undoing once more returns."""
    for source in (MINE, NEWER):
        edit(desk, source)
        desk.save(GUESTBOOK, STUB)

    desk.undo(GUESTBOOK)
    assert NEWER == desk.read(GUESTBOOK)
    desk.undo(GUESTBOOK)
    assert MINE == desk.read(GUESTBOOK)
    desk.undo(GUESTBOOK)
    assert NEWER == desk.read(GUESTBOOK)


def test_an_untouched_stub_is_not_kept(desk):
    """There is nothing of the learner's in it."""
    desk.begin(GUESTBOOK)

    desk.save(GUESTBOOK, MINE)

    assert not desk.undo(GUESTBOOK)
    assert MINE == desk.read(GUESTBOOK)


def test_the_kept_texts_are_files_with_numbers(desk):
    """They can be found without the workbook, and the tenth comes after the ninth."""
    for number in range(11):
        desk.keep(GUESTBOOK, b"n = %d\n" % number)

    assert b"n = 10\n" == (desk.home / ".kept" / "guestbook.11.py").read_bytes()
    desk.undo(GUESTBOOK)
    assert b"n = 10\n" == desk.read(GUESTBOOK)


def test_a_full_disk_leaves_the_answer(desk, monkeypatch):
    """The old text stays, and the notebook does not believe that it saved."""
    desk.save_cell(GUESTBOOK, MINE)

    def full(path, content):
        raise files.Unsaved(f"{path} was not saved: No space left on device.")

    with monkeypatch.context() as disk:
        disk.setattr(files, "write", full)
        with pytest.raises(files.Unsaved, match=r"guestbook\.py"):
            desk.save_cell(GUESTBOOK, NEWER)

    assert MINE == desk.read(GUESTBOOK)
    desk.save_cell(GUESTBOOK, NEWER)
    assert NEWER == desk.read(GUESTBOOK)


def test_standing_follows_the_file(desk):
    """What was said of a text is not said of another."""
    assert Outcome.NOT_STARTED is desk.standing(GUESTBOOK)

    edit(desk, MINE)
    assert desk.standing(GUESTBOOK) is None

    desk.note_report(GUESTBOOK, MINE, report(Outcome.PASSED))
    assert Outcome.PASSED is desk.standing(GUESTBOOK)

    edit(desk, NEWER)
    assert desk.standing(GUESTBOOK) is None

    desk.save(GUESTBOOK, STUB)
    assert Outcome.NOT_STARTED is desk.standing(GUESTBOOK)


def test_notebooks_are_laid_out_once(desk):
    """A notebook that is there is the learner's, edited or not."""
    desk.lay_out()
    mine = desk.home / "ch02_factories.ipynb"
    assert b"{}" == mine.read_bytes()

    mine.write_bytes(b'{"mine": 1}')
    desk.lay_out()

    assert b'{"mine": 1}' == mine.read_bytes()
