"""Tier `uid`: another user, who reads modules, writes at home, and connects to nobody."""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from workbook import shelf
from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.engine.worker import confine
from workbook.exercise import Exercise
from workbook.report import Outcome

PROGRAM = b"""
import os, signal, socket, tempfile

def read(path):
    with open(path, "rb") as file:
        return file.read(4)
def write(path):
    with open(path, "xb"):
        return path
def connect(port):
    with socket.create_connection(("127.0.0.1", port)):
        return port
def home(): return os.getcwd(), tempfile.gettempdir(), os.listdir(".")
def leave_behind():
    open("left", "x").close()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.pause()
        os._exit(0)
    return os.getuid()
def late_import():
    import decimal, sqlite3, xmlrpc.client
    return str(decimal.Decimal(1))
"""
PRIVATE = ("solutions/ch02_factories/guestbook.py", "chapters/ch02_factories/checks.py")


@pytest.fixture(scope="module")
def judge():
    """A judge at this tier."""
    try:
        sandbox.Sandbox(sandbox.UID).close()
    except sandbox.Broken as problem:
        pytest.skip(f"no tier `uid` here ({problem}); it needs root, and Linux 6.7")
    judge = Judge(sandbox.UID)
    yield judge
    judge.close()


@pytest.fixture
def passes(judge):
    """Ask the program a question, and hold that it passes."""

    def passes(question):
        exercise = Exercise("answer", "core", ("a", "b", "c"))
        exercise.check(mistake=("", ""))(question)
        (result,) = judge.check(exercise, PROGRAM, "1").results
        assert Outcome.PASSED is result.outcome, result.message

    return passes


def owners():
    """Return the users of the processes that there are; one may end while we look."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError):
            found.add(process.stat().st_uid)
    return found


def refuses(subject, name, *arguments):
    """Hold that the system refuses what the program tries."""
    pending = subject.start(name, *arguments)
    assert "PermissionError" in repr(pending.result()), (name, arguments)


def test_files_that_all_may_read_are_not_read(passes, tmp_path):
    """Neither the book's, nor what others handed in; no user id would keep it from them."""
    (handed_in := tmp_path / "guestbook.py").write_text("the answer", "utf-8")
    handed_in.chmod(0o644)

    def question(subject):
        for path in (*(shelf.ROOT / each for each in PRIVATE), handed_in, "/etc/passwd"):
            refuses(subject, "read", str(path))

    passes(question)


def test_nothing_is_written_but_at_home(passes):
    """Also not where everybody may."""

    def question(subject):
        for folder in ("/tmp", "/var/tmp", "/dev/shm"):
            refuses(subject, "write", f"{folder}/hostile_file")
        assert "mine" == subject.call("write", "mine")

    passes(question)


def test_it_connects_to_nobody(passes):
    """Only the broker does."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        port = outside.getsockname()[1]
        passes(lambda subject: refuses(subject, "connect", port))


def test_nothing_is_left_for_the_next(passes):
    """No file in its folder."""

    def leave(subject):
        subject.call("leave_behind")

    def look(subject):
        cwd, temporary, there = subject.call("home")
        assert (cwd, []) == (temporary, there)

    passes(leave)
    passes(look)


def test_no_process_outlives_its_sandbox(judge):
    """Also one in a session of its own, which nobody waits for."""
    exercise, uids = Exercise("answer", "core", ("a", "b", "c")), []

    @exercise.check(mistake=("", ""))
    def leaves(subject):
        """It leaves something behind."""
        uids.append(subject.call("leave_behind"))

    other = Judge(sandbox.UID)
    assert 1 == other.check(exercise, PROGRAM, "1").passed
    other.close()

    assert uids[0] in range(confine.FIRST, confine.FIRST + confine.SPAN)
    assert uids[0] not in owners()


def test_modules_are_found_when_they_are_wanted(passes):
    """Also where the interpreter lies in somebody's closed home."""

    def question(subject):
        assert "1" == subject.call("late_import")

    passes(question)


def test_two_lanes_are_two_users(judge):
    """One answer must not be able to end another's."""
    exercise = Exercise("answer", "core", ("a", "b", "c"))
    seen = []
    for name in ("one", "other"):

        def ask(subject):
            """A question."""
            seen.append(subject.call("leave_behind"))

        ask.__name__ = name
        exercise.check(mistake=("", ""))(ask)

    assert 2 == judge.check(exercise, PROGRAM, "1").passed
    assert 2 == len({*seen})


EMPTIES = """
import socket, sys
from workbook.engine.worker import forkserver
forkserver.SCRATCH = (sys.argv[1],)
ours, theirs = socket.socketpair()
forkserver.ForkServer(ours).end_all()
"""


def test_outside_namespaces_nobodys_folder_is_emptied(tmp_path):
    """The system's /tmp is scratch only where it is the sandbox's own."""
    (tmp_path / "precious").write_text("…", "utf-8")

    subprocess.run([sys.executable, "-c", EMPTIES, tmp_path], check=True, env=os.environ)

    assert ["precious"] == os.listdir(tmp_path)
