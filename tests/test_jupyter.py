"""An exercise's cell is saved, checked and defined; an editor's text is never overwritten."""

from types import SimpleNamespace

import book
import pytest
from IPython.core.compilerop import CachingCompiler
from IPython.core.error import UsageError
from IPython.core.inputtransformer2 import TransformerManager
from nbformat.v4 import new_code_cell, new_notebook

from workbook import files, jupyter, nbexec, output, shelf
from workbook.desk import Desk

ANSWER = "# exercise: guestbook\nNAMES = ['Ada']\nWHERE = __name__\n"
WRONG = "# exercise: guestbook\nNAMES = ['half']\n"


class Shell:
    """As much of a kernel's shell as the door uses."""

    def __init__(self):
        self.user_ns = {"__name__": "__main__"}
        self.compile = CachingCompiler()
        self.execution_count = 3
        self.next_input = None

    def set_next_input(self, text, replace):
        assert replace
        self.next_input = text


@pytest.fixture
def shown(monkeypatch):
    """The plain text of everything that was displayed, oldest first."""
    texts = []

    def display(bundle, raw, display_id=None, update=False):
        assert raw
        if display_id is None:
            texts.append(bundle["text/plain"])

    monkeypatch.setattr(output, "display", display)
    return texts


@pytest.fixture
def strips(monkeypatch, shown):
    """Every strip that was shown: whether it updates others, and its text."""
    strips = []

    def display(bundle, raw, display_id=None, update=False):
        if display_id:
            strips.append((update, bundle["text/plain"]))

    monkeypatch.setattr(output, "display", display)
    return strips


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(jupyter.judge, "check", book.judge)
    desk = Desk(tmp_path / "my", book.write_book(tmp_path), say=pytest.fail)
    desk.lay_out()
    monkeypatch.chdir(desk.home)
    return desk


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def notebook(shell, desk, shown):
    return jupyter.Notebook(shell, desk)


@pytest.fixture
def guestbook(desk):
    """The learner's file."""
    return desk.home / "ch02_factories" / "guestbook.py"


def test_an_exercise_cell_becomes_one_call():
    """The text is passed on whole, quotes and all."""
    source = "# exercise: guestbook\nQUOTES = '\"'\n"

    (line,) = jupyter.as_call(source.splitlines(keepends=True))

    calls = []
    shell = SimpleNamespace(run_cell_magic=lambda *args: calls.append(args))
    exec(line, {"get_ipython": lambda: shell})
    assert [("exercise", "guestbook", source)] == calls


def test_other_cells_are_left_alone():
    """A marker further down is a comment like any other."""
    lines = ["x = 1\n", "# exercise: guestbook\n"]

    assert lines == jupyter.as_call(lines)


def test_a_kernel_may_transform_a_cell_again():
    """What came of a cell is an ordinary line."""
    manager = TransformerManager()
    manager.cleanup_transforms.insert(0, jupyter.as_call)

    once = manager.transform_cell(ANSWER)

    assert once == manager.transform_cell(once)
    assert ("complete", None) == manager.check_complete(ANSWER)


def test_a_right_answer_is_saved_checked_and_defined(notebook, shell, guestbook, shown):
    """Its names are the notebook's, and its tail for scripts did not run."""
    notebook.exercise("guestbook", ANSWER)

    assert ANSWER == guestbook.read_text("utf-8")
    assert shown[-1].startswith("✓ guestbook: Done")
    assert ["Ada"] == shell.user_ns["NAMES"]
    assert "guestbook" == shell.user_ns["WHERE"]
    assert "__main__" == shell.user_ns["__name__"]


def test_a_wrong_answer_is_defined_as_well(notebook, shell, shown):
    """The learner wants to try what does not work yet."""
    notebook.exercise("guestbook", WRONG)

    assert shown[-1].startswith("✗ guestbook: 1 of 2 checks pass")
    assert ["half"] == shell.user_ns["NAMES"]


def test_what_cannot_be_loaded_is_not_run_in_the_kernel(notebook, shell, shown):
    """It may loop for ever, and the kernel with it."""
    notebook.exercise("guestbook", "# exercise: guestbook\nbroken = 1\n")

    assert "✗ guestbook: 0 of 2 checks pass" in shown[-1]
    assert "broken" not in shell.user_ns


def test_the_stub_is_not_started_and_raises_nothing(notebook, shown):
    """A notebook as shipped runs from top to bottom."""
    notebook.exercise("guestbook", book.STUB.decode())

    assert shown[-1].startswith("○ guestbook: not started")


def test_annotations_are_those_of_the_cell(notebook, shell):
    """No ``from __future__`` of ours leaks into the learner's text."""
    notebook.exercise("guestbook", ANSWER + "def f(x: int): ...\n")

    assert int is shell.user_ns["f"].__annotations__["x"]


def test_an_error_while_defining_is_the_learners_own(notebook, shell):
    """It is raised, not swallowed, with the cell's line; the name is restored."""
    with pytest.raises(ZeroDivisionError) as raised:
        notebook.exercise("guestbook", ANSWER + "1 / 0\n")

    assert 4 == raised.traceback[-1].lineno + 1
    assert "__main__" == shell.user_ns["__name__"]


def test_a_file_changed_outside_offers_both_directions(notebook, shell, guestbook, shown):
    """Nothing is saved or checked until the learner has chosen."""
    notebook.exercise("guestbook", WRONG)
    guestbook.write_text("from_my_editor = 1\n", "utf-8")

    notebook.exercise("guestbook", ANSWER)

    assert "not checked" in shown[-1]
    assert "%workbook take guestbook" in shown[-1]
    assert "%workbook keep guestbook" in shown[-1]
    assert "from_my_editor = 1\n" == guestbook.read_text("utf-8")


def test_take_brings_the_files_text_into_the_cell(notebook, shell, desk, guestbook, shown):
    """The cell can then be run and edited, and its old text is kept."""
    guestbook.parent.mkdir()
    guestbook.write_text(WRONG, "utf-8")
    notebook.exercise("guestbook", ANSWER)

    notebook.workbook("take guestbook")
    assert WRONG == shell.next_input + "\n"

    notebook.exercise("guestbook", shell.next_input + "\nmore = 1\n")
    assert shown[-1].startswith("✗ guestbook: 1 of 2")
    assert ANSWER == (desk.home / ".kept" / "guestbook.1.py").read_text("utf-8")


def test_keep_saves_the_cells_text(notebook, desk, guestbook, shown):
    """It is checked, and the editor's text is kept."""
    guestbook.parent.mkdir()
    guestbook.write_text(WRONG, "utf-8")
    notebook.exercise("guestbook", ANSWER)

    notebook.workbook("keep")

    assert shown[-1].startswith("✓ guestbook: Done")
    assert ANSWER == guestbook.read_text("utf-8")
    assert WRONG == (desk.home / ".kept" / "guestbook.1.py").read_text("utf-8")


def test_hints_come_one_at_a_time(notebook, shown):
    """The name is that of the cell that ran last; the last hint stays."""
    notebook.exercise("guestbook", WRONG)

    for _ in range(3):
        notebook.workbook("hint")

    assert [
        "**Hint 1 of 2.** A `list` has an end.",
        "**Hint 2 of 2.** Return its length.",
        "**Hint 2 of 2.** Return its length.",
    ] == shown[1:]


def test_the_solution_waits_until_it_is_wanted(notebook, shown):
    """Before passing one must say so."""
    notebook.exercise("guestbook", WRONG)

    notebook.workbook("solution")
    assert "You have not passed `guestbook` yet." in shown[-1]

    notebook.workbook("solution --yes")
    assert book.SOLUTION.decode() in shown[-1]

    notebook.exercise("guestbook", ANSWER)
    notebook.workbook("solution")
    assert book.SOLUTION.decode() in shown[-1]


def test_reset_gives_the_stub_back_and_can_be_undone(notebook, shell, guestbook):
    """Both fill the cell that asks for it."""
    notebook.exercise("guestbook", ANSWER)

    notebook.workbook("reset guestbook")
    assert book.STUB.decode() == shell.next_input + "\n"
    assert book.STUB == guestbook.read_bytes()

    notebook.workbook("reset guestbook --undo")
    assert ANSWER == shell.next_input + "\n"
    assert ANSWER == guestbook.read_text("utf-8")

    with pytest.raises(UsageError, match="No earlier text of `guestbook` was kept"):
        notebook.workbook("reset guestbook --undo")


def test_status_shows_the_book(notebook, capsys):
    """All chapters, as they stand."""
    notebook.exercise("guestbook", ANSWER)

    notebook.workbook("")

    out = capsys.readouterr().out
    assert "ch02_factories      ✓ guestbook   ○ chat" in out
    assert "Core path: 1 of 1." in out


def test_every_check_brings_all_strips_up_to_date(notebook, strips):
    """Those that are shown already, and one below its own card."""
    notebook.exercise("guestbook", ANSWER)

    text = "Factories   ✓ guestbook   ○ chat\ncore path: 1 of 1"
    assert [(True, text), (False, text)] == strips


def test_a_notebook_knows_its_chapter(notebook, desk, strips, monkeypatch):
    """JupyterLab tells which notebook it is, and the place is remembered."""
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/ch02_factories.ipynb")

    notebook.workbook("strip")

    assert "Factories   ○ guestbook   ○ chat\ncore path: 0 of 1" == strips[-1][1]
    assert "ch02_factories" == desk.last


def test_opening_its_chapter_does_not_forget_an_exercise(notebook, desk, strips, monkeypatch):
    """Where you were is more than which notebook it was."""
    notebook.exercise("chat", ANSWER.replace("guestbook", "chat"))
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/ch02_factories.ipynb")

    notebook.workbook("strip")

    assert "chat" == desk.last


def test_a_notebook_of_no_chapter_shows_the_path(notebook, desk, strips, shell):
    """And it is no place to come back to."""
    shell.user_ns["__vsc_ipynb_file__"] = "/somewhere/Untitled.ipynb"

    notebook.workbook("strip")

    assert "core path: 0 of 1" == strips[-1][1]
    assert "" == desk.last


def test_loading_again_shows_the_strip():
    """The cell's output is gone when it is run again, and so would be the strip."""
    (line,) = jupyter.as_call(["%load_ext workbook\n"])

    calls = []
    shell = SimpleNamespace(run_line_magic=lambda *args: calls.append(args))
    exec(line, {"get_ipython": lambda: shell})
    assert [("workbook", "strip")] == calls


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("hnit", r"There is no `%workbook hnit`. Did you mean `hint`\?"),
        ("xyzzy", "There are: status, strip"),
        ("hint", "Name an exercise"),
        ("hint gestbook", r"no exercise called `gestbook`. Did you mean `guestbook`\?"),
        ("keep guestbook", "No cell of `guestbook` waits"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest(notebook, line, sentence):
    """One sentence, and no traceback."""
    with pytest.raises(UsageError, match=sentence):
        notebook.workbook(line)


def test_a_cell_of_no_exercise_says_so(notebook):
    """A typing error in the first line is not an answer lost."""
    with pytest.raises(UsageError, match=r"Did you mean `guestbook`\?"):
        notebook.exercise("guestbok", ANSWER)


def test_a_full_disk_is_said_and_the_cell_is_checked(notebook, monkeypatch, shown, shell):
    """What cannot be saved can still be learned from."""

    def full(path, content):
        raise files.Unsaved(f"{path} was not saved: No space left on device.")

    monkeypatch.setattr(files, "write", full)

    notebook.exercise("guestbook", ANSWER)

    assert "guestbook.py was not saved: No space left on device." in shown[-1]
    assert "✓ guestbook: Done" in shown[-1]
    assert "NAMES" in shell.user_ns


def test_a_notebook_opened_elsewhere_says_once_where_answers_go(
    shell, desk, shown, monkeypatch, tmp_path
):
    """Notebooks of the repository work too, and the repository stays clean."""
    monkeypatch.chdir(tmp_path / "notebooks")
    notebook = jupyter.Notebook(shell, desk)

    notebook.exercise("guestbook", ANSWER)
    notebook.exercise("guestbook", ANSWER)

    assert f"Your answers are saved in `{desk.home}`." in shown[0]
    assert "are saved in" not in shown[1]


def test_a_real_kernel_saves_checks_defines_and_refuses(tmp_path):
    """The whole way once: transformer, sandbox, card, names, and the file beside the cell."""
    echo = shelf.exercise("echo")
    answer = shelf.solution(echo).read_text("utf-8")
    cells = {
        "load": "%load_ext workbook",
        "answer": answer,
        "names": "make_factory.__module__",
        "editor": f"open('{echo.chapter}/echo.py', 'a').write('# from my editor')",
        "refused": answer + "kept = 1",
        "kept": "%workbook keep",
        "error": answer + "if 'In' in globals():\n    1 / 0",
    }
    book = new_notebook(cells=[new_code_cell(source, id=name) for name, source in cells.items()])

    said = {cell.id: nbexec.said(cell) for cell in nbexec.run(book, tmp_path).cells}

    assert "core path: 1 of" in said["load"]  # brought up to date by the checks below
    assert "✓ echo: Done" in said["answer"]
    assert "'echo'" in said["names"]
    assert "! echo: not checked" in said["refused"]
    assert "✓ echo: Done" in said["kept"]
    assert "# from my editor" in (tmp_path / ".kept" / "echo.1.py").read_text("utf-8")
    assert "ZeroDivisionError" in said["error"]
    assert "jupyter.py" not in said["error"]
