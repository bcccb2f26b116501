"""start.py decides well, whatever it meets; nothing is downloaded here.

The real set-up (with pip, with uv, offline) is what CI begins with.
"""

import ast
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workbook import shelf

START = shelf.ROOT / "start.py"
READ = ("requirements.txt", "tests/requirements.txt", ".ci/constraints.txt", "pyproject.toml")


def load(folder):
    """Import the start.py of *folder*, which finds its paths then."""
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    return start


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A clone as git makes it, in a path with a space; nobody's settings reach it."""
    clone = tmp_path / "my clone"
    for name in READ:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(f"# {name}\n")
    shutil.copy(START, clone)
    monkeypatch.delenv("WORKBOOK_HOME", raising=False)
    return clone


class Machine:
    """Stands for this computer's installers: `done` is what they were asked to do."""

    def __init__(self, start, monkeypatch):
        self.start, self.done, self.has_uv = start, [], False
        self.answers = {"venv": (0, []), "uv": (0, []), "pip": (0, [])}
        self.complete = True
        monkeypatch.setattr(start, "run", self.run)
        monkeypatch.setattr(start, "ask", lambda *command: "")
        monkeypatch.setattr(start, "complete", lambda: self.complete)
        which = {"uv": "/usr/bin/uv"}
        monkeypatch.setattr(start.shutil, "which", lambda name: self.has_uv and which[name])

    def run(self, *command, **settings):
        """Do as the installer would; an answer may be an exception."""
        words = [str(word) for word in command]
        name = "uv" if words[0].endswith("/uv") else words[2]
        self.done.append(name)
        self.command = words
        if "venv" == name:
            self.start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            self.start.PYTHON.touch()
        answer = self.answers[name]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def set_up(self, *wanted, wheels=None):
        """Set up as a new start would, and return what was done for it."""
        self.done = []
        self.start.set_up(list(wanted) or [self.start.LEARN], wheels)
        return self.done


@pytest.fixture
def machine(folder, monkeypatch):
    """A computer with the clone, with pip and without uv."""
    return Machine(load(folder), monkeypatch)


class TestSetUp:
    """What a start installs."""

    def test_the_first_start_sets_up_and_the_second_does_not(self, machine):
        """It takes a minute once, and then a blink."""
        assert ["venv", "pip"] == machine.set_up()
        assert [] == machine.set_up()

    def test_uv_is_used_where_it_works(self, machine):
        """It is five times as fast."""
        machine.has_uv = True

        assert ["venv", "uv"] == machine.set_up()

    @pytest.mark.parametrize(
        ("answer", "complete"),
        [((2, ["error: boom"]), True), ((1, []), True), ((0, []), False)],
        ids=["says why it failed", "dies in silence", "claims to have done it"],
    )
    def test_where_uv_does_not_work_pip_does_it_afresh(self, machine, answer, complete):
        """Half of what uv did must not stay."""
        machine.has_uv, machine.answers["uv"], machine.complete = True, answer, complete

        assert ["venv", "uv", "venv", "pip"] == machine.set_up()

    @pytest.mark.parametrize("where", ["venv", "pip"])
    def test_a_set_up_that_was_cut_off_begins_afresh(self, machine, where):
        """A half of a package looks whole to pip."""
        machine.answers[where] = SystemExit("Stopped.")
        with pytest.raises(SystemExit):
            machine.set_up()
        machine.answers[where] = (0, [])

        assert ["venv", "pip"] == machine.set_up()
        assert [] == machine.set_up()

    def test_new_requirements_are_added(self, machine, folder):
        """After a `git pull` only what is new is installed."""
        machine.set_up()
        (folder / "requirements.txt").write_text("# changed\n")

        assert ["pip"] == machine.set_up()

    def test_an_update_that_was_cut_off_begins_afresh(self, machine, folder):
        """What was whole before it is not whole now."""
        machine.set_up()
        (folder / "requirements.txt").write_text("# changed\n")
        machine.answers["pip"] = (1, [])
        with pytest.raises(SystemExit):
            machine.set_up()
        machine.answers["pip"] = (0, [])

        assert ["venv", "pip"] == machine.set_up()

    def test_the_tests_need_more_and_a_reader_does_not(self, machine, monkeypatch):
        """Testing once does not make the next start slow."""
        machine.set_up()
        machine.done = []
        monkeypatch.setattr(machine.start, "test", lambda arguments: 0)

        machine.start.main(["test"])

        assert ["pip"] == machine.done
        assert f"--requirement={machine.start.TEST}" in machine.command
        assert [] == machine.set_up()

    def test_a_folder_that_moved_is_set_up_again(self, machine, folder, monkeypatch):
        """The programs in a venv hold its path."""
        machine.set_up()
        moved = folder.rename(folder.with_name("moved"))

        assert ["venv", "pip"] == Machine(load(moved), monkeypatch).set_up()

    def test_another_python_gets_its_own_venv(self, machine, monkeypatch):
        """Who starts with a newer Python wants that one."""
        machine.set_up()
        monkeypatch.setattr(sys, "version", "3.99.0 (main)")

        assert ["venv", "pip"] == machine.set_up()

    def test_a_venv_made_by_hand_is_added_to(self, machine):
        """What somebody installed there stays, also when nothing works at first."""
        machine.run("python", "-m", "venv")
        machine.has_uv, machine.answers["uv"] = True, (2, [])
        machine.answers["pip"] = (1, [])
        with pytest.raises(SystemExit):
            machine.set_up()
        machine.answers["pip"] = (0, [])

        assert ["uv", "pip"] == machine.set_up()

    def test_offline_asks_no_index(self, machine, tmp_path):
        """With a folder of wheels, nothing goes out."""
        machine.set_up(wheels=tmp_path)

        assert {"--no-index", f"--find-links={tmp_path}"} <= {*machine.command}

    def test_a_python_newer_than_the_constraints_does_without_them(self, machine, monkeypatch):
        """Their versions may have no wheels for it."""
        monkeypatch.setattr(machine.start, "NEWEST", (3, 10))

        machine.set_up()

        assert not [word for word in machine.command if word.startswith("--constraint")]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("('NewConnectionError: [Errno -3] Temporary failure')", "does not answer"),
        ("/x/.venv/bin/python: No module named pip", "apt install python3-venv"),
        ("ERROR: No matching distribution found for treq", "No matching distribution"),
    ],
)
def test_a_failed_installation_says_why(machine, said, sentence):
    """One sentence where the reason is known, else the installer's own last lines."""
    machine.answers["pip"] = (1, ["Collecting treq", said])

    with pytest.raises(SystemExit, match=sentence):
        machine.set_up()


def test_without_the_venv_module_the_package_is_named(machine, monkeypatch):
    """Debian and Ubuntu split it off."""
    monkeypatch.setattr(machine.start.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        machine.set_up()


def test_uv_hears_pips_settings(machine, monkeypatch):
    """A mirror that is set for pip counts for both; the environment counts most."""
    listed = """\
:env:.index-url='https://mirror.test/simple'
global.index-url='https://elsewhere.test/simple'
global.find-links='/a /b'
global.timeout='60'
"""
    monkeypatch.setattr(machine.start, "ask", lambda *command: listed)
    monkeypatch.setenv("UV_FIND_LINKS", "/mine")

    settings = machine.start.pip_as_uv()

    assert "https://mirror.test/simple" == settings["UV_DEFAULT_INDEX"]
    assert "/mine" == settings["UV_FIND_LINKS"]


def test_what_runs_in_the_venv_writes_only_here(machine, folder, monkeypatch):
    """Neither the reader's home nor another Python's packages are touched."""
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("JUPYTER_DATA_DIR", "/elsewhere")

    environment = machine.start.environment()

    assert "PYTHONPATH" not in environment
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert Path(environment[name]).is_relative_to(folder / "my")


# As a reader runs it


def command(folder, *arguments, **options):
    """Run start.py from another folder; return what it did."""
    words = [sys.executable, folder / "start.py", *arguments]
    return subprocess.run(words, cwd=folder.parent, capture_output=True, text=True, **options)


@pytest.fixture
def ready(folder):
    """The clone, set up with a Python that tells what it is asked to run, and exits with 7."""
    start = load(folder)
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text('#!/bin/sh\nprintf "%s|" "$PWD" "$@"\nexit 7\n')
    start.PYTHON.chmod(0o755)
    start.STAMP.write_text(
        "\n".join([start.place(), *map(start.digest, [start.LEARN, start.TEST])])
    )
    return folder


def test_help_is_there_at_once():
    """Nobody sets up to read how."""
    done = command(START.parent, "--help")

    assert (0, "") == (done.returncode, done.stderr)
    assert "python3 start.py test " in done.stdout


@pytest.mark.parametrize("arguments", [["check", "guestbook", "--seed", "1"], ["nonsense"]])
def test_a_verb_is_handed_over(ready, arguments):
    """The workbook runs in the reader's own folder, and its exit code stays."""
    done = command(ready, *arguments)

    assert 7 == done.returncode, done.stderr
    assert [str(ready.parent), "-P", "-m", "workbook", *arguments, ""] == done.stdout.split("|")


def test_options_without_a_verb_are_jupyterlabs(ready):
    """Without a verb, the chapters are opened."""
    done = command(ready, "--port=9000")

    assert done.stdout.endswith("|-m|workbook.lab|--port=9000|")


def test_a_failed_test_run_says_so_last(ready):
    """The whole suite is run from the clone, with pytest's own options."""
    done = command(ready, "test", "--soak")

    assert 7 == done.returncode
    assert done.stdout.startswith(f"{ready}|-m|pytest|-n|")
    assert done.stdout.endswith("|--soak|")
    assert "Something is broken: begin at the first failure above.\n" == done.stderr


def test_a_folder_without_wheels_is_refused(ready):
    """Better one sentence now than a minute later."""
    done = command(ready, "check", "--wheels", "nowhere")

    assert 1 == done.returncode
    assert f"There are no wheels (*.whl) in {ready.parent}/nowhere.\n" == done.stderr


def test_a_second_start_waits_for_the_first(ready):
    """Two installers in one venv would break it."""
    start = load(ready)
    stamp = start.STAMP.read_text()
    start.STAMP.unlink()

    with start.LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        words = [sys.executable, ready / "start.py", "status"]
        second = subprocess.Popen(words, stdout=-1, stderr=-1, text=True)
        said = second.stderr.readline()
        start.STAMP.write_text(stamp)

    out, err = second.communicate()
    assert "Another start is setting up; waiting for it.\n" == said
    assert (7, "") == (second.returncode, err)
    assert out.endswith("|workbook|status|")


def test_an_interrupt_stops_the_installer_too(folder):
    """Nothing goes on in the background."""
    start = load(folder)
    program = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); import start\n"
        "start.signal.signal(start.signal.SIGTERM, start.signal.default_int_handler)\n"
        "start.show_progress = lambda work, said: (print(flush=True), work.join())\n"
        "start.run(sys.executable, '-c', 'import time; time.sleep(600)')\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=-1, stderr=-1, text=True)
    running.stdout.readline()

    running.send_signal(signal.SIGTERM)
    _, said = running.communicate()

    assert 1 == running.returncode
    assert "\nStopped. The next start sets up afresh.\n" == said
    assert not start.PYTHON.exists()


def test_an_old_python_is_told_which_is_needed():
    """The file can be read by Python 3.6, and says one sentence there."""
    source = START.read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    pretend = "import sys; sys.version_info = (3, 6, 15); sys.version = '3.6.15'; import runpy; "
    program = f"{pretend}runpy.run_path({str(START)!r}, run_name='__main__')"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (1, "") == (done.returncode, done.stdout)
    assert f"{sys.executable} is Python 3.6.15; the workbook needs 3.11 or newer." in done.stderr


def test_a_clone_that_cannot_be_written_needs_another_folder(folder, tmp_path):
    """Then everything is in the reader's own folder."""
    home = tmp_path / "home"
    pretend = "import os; os.access = lambda *about: False; import start; "
    program = f"import sys; sys.path.insert(0, {str(folder)!r}); {pretend}print(start.VENV)"

    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        env=os.environ | {"WORKBOOK_HOME": str(home)},
        capture_output=True,
        text=True,
    )

    assert f"{home / '.venv'}\n" == done.stdout
