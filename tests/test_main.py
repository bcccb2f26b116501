"""The command line: every verb, every exit code, and one sentence for every mistake."""

import json
import os
import subprocess
import sys
import zipfile

import book
import pytest
from click.testing import CliRunner

from workbook import checking, files, shelf
from workbook.__main__ import cli
from workbook.desk import Desk
from workbook.shelf import ROOT

RIGHT = b"# exercise: guestbook\nNAMES = ['Ada']\n"
WRONG = b"# exercise: guestbook\nNAMES = ['half']\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(checking.judge, "check", book.judge)
    desk = Desk(tmp_path / "my", book.write_book(tmp_path), say=pytest.fail)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return desk


@pytest.fixture
def do(desk):
    """Run a command; return its exit code and what it said."""

    def run(line, answer=None):
        result = CliRunner().invoke(cli, line.split(), obj=desk, input=answer)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run


@pytest.fixture
def guestbook(desk):
    """The learner's file."""
    path = desk.home / "ch02_factories" / "guestbook.py"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize(("answer", "code"), [(RIGHT, 0), (WRONG, 1), (book.STUB, 1)])
def test_check_shows_the_card_of_one_exercise(do, guestbook, answer, code):
    """Only a passed exercise is a success for the shell."""
    guestbook.write_bytes(answer)

    exit_code, said = do("check guestbook")

    assert code == exit_code
    assert os.path.join("my", "ch02_factories", "guestbook.py") in said.splitlines()[0]
    assert "A guest is greeted." in said


def test_check_makes_the_file_that_it_names(do, desk):
    """A learner who checks first finds a file to write in."""
    exit_code, said = do("check chat")

    assert 1 == exit_code
    assert "○ chat: not started" in said
    assert (desk.home / "ch02_factories" / "chat.py").exists()


def test_check_of_all_has_a_line_for_each_and_cards_for_what_failed(do, guestbook, desk):
    """What is not started is no failure, and no file is made."""
    guestbook.write_bytes(WRONG)

    exit_code, said = do("check")

    assert 1 == exit_code
    assert said.startswith("✗ guestbook: 1 of 2 checks pass\n○ chat: not started\n\n")
    assert 1 == said.count("Nobody is greeted.")
    assert said.endswith(
        "0 of 2 pass; `guestbook` failed; `chat` not started. Core path: 0 of 1.\n"
    )
    assert not (desk.home / "ch02_factories" / "chat.py").exists()


def test_check_repeats_the_inputs_of_a_seed(do, guestbook):
    """The card's seed is the option's."""
    guestbook.write_bytes(WRONG)

    assert "seed abc," in do("check guestbook --seed abc")[1]


def test_check_has_colours_only_where_they_help(desk, guestbook):
    """A screen reader or a log may ask for plain text."""
    guestbook.write_bytes(RIGHT)

    def said(*options):
        return CliRunner().invoke(cli, ["check", "guestbook", *options], obj=desk, color=True)

    assert "\x1b[32m✓" in said().output
    assert "\x1b" not in said("--plain").output


def test_an_unreadable_answer_is_a_failure_like_any_other(do, guestbook):
    """The other answers are still checked."""
    guestbook.symlink_to("elsewhere.py")

    exit_code, said = do("check")

    assert 1 == exit_code
    assert "guestbook.py cannot be read: it is a link." in said
    assert "○ chat: not started" in said


def test_run_runs_the_learners_copy(desk, guestbook):
    """As a script of its own, with its own arguments and exit code; made if need be."""
    guestbook.write_text("import sys\nprint(__name__, sys.argv[1:])\nsys.exit(7)\n", "utf-8")
    code = "import sys; from workbook.__main__ import cli; from workbook.desk import Desk;"
    code += f"from pathlib import Path; cli(obj=Desk(Path({str(desk.home)!r}), Path.cwd()))"
    command = [sys.executable, "-c", code, "run", "guestbook", "--port", "0"]

    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )

    assert "__main__ ['--port', '0']\n" == done.stdout
    assert 7 == done.returncode


def test_hints_come_one_at_a_time(do):
    """A nudge first; the last one stays."""
    said = [do("hint guestbook")[1] for _ in range(3)]

    assert "Hint 1 of 2: A `list` has an end.\n" == said[0]
    assert "Hint 2 of 2: Return its length.\n" == said[1] == said[2]


def test_all_hints_can_be_had_at_once(do):
    """For whoever reads before trying."""
    assert 2 == do("hint guestbook --all")[1].count("Hint ")


@pytest.mark.parametrize(
    ("line", "answer", "shown"),
    [
        ("solution guestbook", "n\n", False),
        ("solution guestbook", "", False),
        ("solution guestbook", "y\n", True),
        ("solution guestbook --yes", None, True),
    ],
)
def test_the_solution_is_shown_to_who_means_it(do, line, answer, shown):
    """Before passing, one must say so."""
    exit_code, said = do(line, answer)

    assert shown == (book.SOLUTION.decode() in said)
    assert shown == (exit_code == 0)


def test_a_handout_has_no_solutions(do, desk, guestbook):
    """A teacher keeps them, and who passes is told so."""
    shelf.solution(shelf.exercise("guestbook", desk.root), desk.root).unlink()
    guestbook.write_bytes(RIGHT)

    exit_code, said = do("check guestbook")

    assert 0 == exit_code
    assert "A worked answer" not in said
    assert (0, "Your teacher keeps this solution.\n") == do("solution guestbook")


def test_the_solution_is_shown_after_passing(do, guestbook):
    """To compare, without a question."""
    guestbook.write_bytes(RIGHT)
    do("check guestbook")

    assert (0, book.SOLUTION.decode()) == do("solution guestbook")


def test_reset_can_be_undone(do, guestbook):
    """Nothing that was written is lost."""
    guestbook.write_bytes(WRONG)

    assert 0 == do("reset guestbook")[0]
    assert book.STUB == guestbook.read_bytes()

    assert 0 == do("reset guestbook --undo")[0]
    assert WRONG == guestbook.read_bytes()

    assert (1, "Error: No earlier text of `guestbook` was kept.\n") == do("reset guestbook --undo")


def test_status_follows_the_checks(do, guestbook):
    """And says when an answer has changed since."""
    guestbook.write_bytes(RIGHT)
    do("check guestbook")
    said = do("status")[1]
    assert "✓ guestbook   ○ chat\n" in said
    assert "You were at `guestbook`, in “Factories”.\nCore path: 1 of 1." in said

    guestbook.write_bytes(WRONG)
    said = do("status")[1]
    assert "~ guestbook   ○ chat\n" in said
    assert "Core path: 0 of 1." in said


def test_a_pack_holds_answers_and_a_manifest(do, desk, guestbook):
    """Only what was begun, and a sentence about all."""
    guestbook.write_bytes(RIGHT)
    desk.begin(book.chat(desk))

    exit_code, said = do("pack")

    assert 0 == exit_code
    assert said.endswith("answers.zip: 1 of 2 pass; `chat` not started.\n")
    with zipfile.ZipFile(desk.home / "answers.zip") as archive:
        assert RIGHT == archive.read("ch02_factories/guestbook.py")
        assert ["manifest.json", "ch02_factories/guestbook.py"] == archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert "1.2" == manifest["edition"]
    assert 64 == len(manifest["answers"]["ch02_factories/guestbook.py"])


def test_a_pack_replaces_only_a_pack(do, guestbook, tmp_path):
    """A file of another kind is somebody's work."""
    guestbook.write_bytes(RIGHT)
    thesis = tmp_path / "thesis.zip"
    thesis.write_bytes(b"years of work")

    exit_code, said = do(f"pack -o {thesis}")

    assert 1 == exit_code
    assert "Choose another name" in said
    assert b"years of work" == thesis.read_bytes()
    assert [0, 0] == [do("pack -o mine.zip")[0] for _ in range(2)]


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("check gestbook", 2, "Error: There is no exercise called `gestbook`."),
        ("hint gestbook", 2, "Did you mean `guestbook`?"),
        ("chek guestbook", 2, "Did you mean 'check'?"),
        ("pack", 1, "Error: There is no answer in"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(do, line, code, sentence):
    """With the nearest word, and a code that a script can tell apart."""
    exit_code, said = do(line)

    assert code == exit_code
    assert sentence in said


def test_a_stub_that_is_not_built_is_one_sentence(do, desk):
    """An author checks before building."""
    (desk.root / "chapters" / "ch02_factories" / "guestbook.py").unlink()

    exit_code, said = do("check guestbook")

    assert 1 == exit_code
    assert said.endswith("guestbook.py is not built yet: python3 start.py build\n")


@pytest.mark.parametrize("line", ["check guestbook", "reset guestbook", "hint guestbook", "pack"])
def test_a_full_disk_is_one_sentence(do, guestbook, monkeypatch, line):
    """And the old file stays."""
    guestbook.write_bytes(WRONG)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    exit_code, said = do(line)

    assert 1 == exit_code
    assert "No space left on device. Nothing there changed." in said
    assert WRONG == guestbook.read_bytes()


def test_damaged_progress_is_said_and_costs_nothing(do, desk, guestbook, monkeypatch):
    """It is set aside, and the answer is checked."""
    said = []
    monkeypatch.setattr(desk.progress, "_say", said.append)
    files.write(desk.home / "progress.json", b"{")
    guestbook.write_bytes(RIGHT)

    assert 0 == do("check guestbook")[0]
    assert "was damaged" in said[0]


def test_a_hint_needs_neither_the_engine_nor_a_notebook():
    """It must answer in a blink; a reactor must not even be imported."""
    code = "import sys, workbook.__main__; print(sorted(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ).stdout

    for slow in ("twisted", "IPython", "nbformat", "workbook.engine"):
        assert f"'{slow}'" not in loaded
