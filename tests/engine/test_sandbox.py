"""What is inside the sandbox stays inside, and leaves nothing behind."""

import os
import socket

import pytest

from workbook import shelf
from workbook.engine import sandbox
from workbook.engine.sandbox import NAMESPACES
from workbook.report import Outcome

PROGRAM = """
    import contextlib, os, signal, socket, subprocess, sys

    def can_read(path): return os.path.exists(path)
    def can_connect(port):
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", port)) == 0
    def leave_behind():
        open("/tmp/left", "w").close()
        child = os.fork()
        if child == 0:
            os.setsid()
            signal.pause()
        return child
    def processes(): return sorted(int(n) for n in os.listdir("/proc") if n.isdigit())
    def kill_all():
        with contextlib.suppress(ProcessLookupError): os.kill(-1, signal.SIGKILL)
    def whoami(): return os.getuid()
    def environment(): return sorted(os.environ)
    def can_write(*places): return [place for place in places if os.access(place, os.W_OK)]
"""


@pytest.fixture
def inside(judge, ask):
    """Return a function that asks in namespaces, and skips at the weaker tier."""
    if judge.tier != NAMESPACES:
        pytest.skip("contained by tier `namespaces` only")

    def inside(question):
        result = ask(PROGRAM, question)
        assert Outcome.PASSED is result.outcome, result.message

    return inside


def test_nothing_of_the_repository_is_visible(inside):
    """Neither checks nor solutions, and no home folder."""

    def question(subject):
        for path in (shelf.ROOT, os.path.expanduser("~/.bashrc"), "/etc/passwd"):
            assert not subject.call("can_read", str(path)), path

    inside(question)


def test_the_network_is_only_what_the_broker_gives(inside):
    """A socket of the program's own reaches nobody."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        port = outside.getsockname()[1]
        inside(lambda subject: _no(subject.call("can_connect", port)))


def test_nothing_can_be_written_but_the_scratch_folder(inside):
    """System, interpreter, packages and worker are read-only, for a user that is not root."""

    def question(subject):
        assert [] == subject.call("can_write", "/", "/usr", "/py", "/site0", "/w")
        assert 0 != subject.call("whoami")

    inside(question)


def test_what_an_answer_leaves_behind_is_gone_for_the_next(inside):
    """Processes in sessions of their own, and files."""
    left = []
    inside(lambda subject: left.append(subject.call("leave_behind")))

    def question(subject):
        assert not subject.call("can_read", "/tmp/left")
        assert left[0] not in subject.call("processes")

    inside(question)


def test_the_fork_server_survives_a_killer(inside):
    """An answer that kills all it can see does not harm the next one."""
    inside(lambda subject: subject.call("kill_all"))
    inside(lambda subject: subject.call("whoami"))


def test_the_environment_tells_nothing(inside):
    """No variable of ours is inherited."""

    def question(subject):
        known = {"HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PWD", "LC_CTYPE"}
        assert set(subject.call("environment")) <= known

    inside(question)


def test_a_sandbox_that_was_not_used_is_left_alone():
    """Its end is ordered a thousand times, and nothing is owed: it still answers."""
    idle = sandbox.start(sandbox.PROCESS)

    for _ in range(1000):
        idle.end_soon()

    assert 0 == idle.end()
    idle.close()


def _no(value):
    assert not value
