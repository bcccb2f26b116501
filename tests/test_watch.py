"""``watch`` on a real pseudo-terminal, whose screen a terminal emulator reads."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import book
import pytest

from workbook.desk import Desk

pyte = pytest.importorskip("pyte", reason="no pyte here; pip install -r tests/requirements.txt")

RIGHT = b"# exercise: guestbook\nNAMES = ['Ada']\n"
WRONG = b"# exercise: guestbook\nNAMES = ['half']\n"
DOWN, ENTER, CTRL_C = b"\x1b[B", b"\r", b"\x03"
NORMAL_SCREEN, CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
STUCK = 10  # seconds without a word
READY = "Save your answer, and it is checked."

PROGRAM = """
import fcntl, sys, termios
from pathlib import Path
import book
from workbook import checking, screen
from workbook.__main__ import cli
from workbook.desk import Desk

def judge(exercise, source, seed=None):
    assert b"trap" not in (source or b"")
    if source == b"slow":
        open("fifo").read()
    return book.judge(exercise, source)

if sys.stdin.isatty():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that a change of its size is signalled
checking.judge.check = judge
screen.judge.warm = lambda: None
cli(["watch", *sys.argv[1:]], obj=Desk(Path("my"), Path("book"), say=print))
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "my", book.write_book(tmp_path / "book"), say=pytest.fail)


@pytest.fixture
def guestbook(desk):
    """The learner's file."""
    return desk.home / "ch02_factories" / "guestbook.py"


def start(desk, *arguments, **streams):
    """Start ``watch`` where *desk* is."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=desk.home.parent,
        env=os.environ | {"PYTHONPATH": str(Path(book.__file__).parent), "TERM": "xterm-256color"},
        start_new_session=True,
        **streams,
    )


class Terminal:
    """A terminal of 24 rows and 80 columns, in which ``watch`` runs."""

    def __init__(self, desk, *arguments):
        self.ours, theirs = pty.openpty()
        self.before = termios.tcgetattr(self.ours)
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.said = b""
        self.resize(24, 80)
        self.process = start(desk, *arguments, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)

    def type(self, keys):
        """Press keys."""
        os.write(self.ours, keys)

    def resize(self, rows, columns):
        """Change the window's size, and forget what it showed."""
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text, but=None):
        """Read on until the screen shows *text*, and *but* no more; return its lines."""
        while text not in (shown := "\n".join(self.lines())) or (but and but in shown):
            assert self.read(), f"{text!r} is not to be seen:\n{shown}"
        return self.lines()

    def lines(self):
        """Return the lines on the screen."""
        return [line.rstrip() for line in self.screen.display]

    def read(self):
        """Read some of what the program writes; nothing once it has ended, or is stuck."""
        some = b""
        if select.select([self.ours], [], [], STUCK)[0]:
            with contextlib.suppress(OSError):  # so Linux tells the end
                some = os.read(self.ours, 65536)
        self.said += some
        self._stream.feed(some)
        return some

    def rest(self):
        """Read to the end, and return what stands below the screen that was there before."""
        while self.read():
            pass
        _, separator, below = self.said.rpartition(NORMAL_SCREEN)
        assert separator and CURSOR in below
        return re.sub(rb"\x1b\[[?\d;]*[a-z]", b"", below).strip()

    def close(self):
        """End what still runs."""
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.fixture
def watch(desk):
    """Start ``watch`` in a terminal, and wait for its first card."""
    with contextlib.ExitStack() as stack:

        def start(*arguments):
            terminal = Terminal(desk, *arguments)
            stack.callback(terminal.close)
            terminal.until(READY)
            return terminal

        yield start


def test_what_is_saved_is_checked(watch, guestbook):
    """From the stub to the right answer, and no key is pressed."""
    terminal = watch()
    terminal.until("○ guestbook: not started")

    guestbook.write_bytes(WRONG)
    terminal.until("✗ guestbook: 1 of 2 checks pass")
    guestbook.write_bytes(RIGHT)

    assert any("✓ guestbook" in line for line in terminal.until("done"))


def test_another_answer_that_is_saved_is_taken_in_hand(watch, desk):
    """Whoever edits `chat` wants to read about `chat`."""
    terminal = watch()

    desk.save(book.chat(desk), b"# exercise: chat\n")

    terminal.until("✗ chat:", but="guestbook:")


def test_only_what_was_named_is_watched(watch, desk, guestbook):
    """One exercise after the other needs no noise of the rest."""
    terminal = watch("chat")

    guestbook.write_bytes(WRONG)
    desk.save(book.chat(desk), b"# exercise: chat\n")

    terminal.until("✗ chat:")
    assert b"guestbook:" not in terminal.said


def test_hints_come_one_after_the_other(watch):
    """Each key press says a little more, below what was said."""
    terminal = watch()

    terminal.type(b"h")
    terminal.until("Hint 1 of 2: A `list` has an end.")
    terminal.type(b"h")

    terminal.until("Hint 2 of 2: Return its length.")
    terminal.until("Hint 1 of 2")


def test_a_solution_is_shown_to_whoever_insists(watch):
    """A slip of the finger must not spoil an exercise."""
    terminal = watch()

    terminal.type(b"s")
    terminal.until("Show a worked answer? y: yes")
    terminal.type(b"s")
    terminal.until(READY)
    assert not any("NAMES" in line for line in terminal.lines())

    terminal.type(b"sy")
    terminal.until("NAMES = ['Ada']")


def test_a_solution_is_shown_at_once_after_passing(watch, guestbook):
    """Then there is nothing to spoil."""
    terminal = watch()
    guestbook.write_bytes(RIGHT)
    terminal.until("done")

    terminal.type(b"s")

    terminal.until("NAMES = ['Ada']")


def test_reset_begins_anew_and_loses_nothing(watch, desk, guestbook):
    """The text that gave way can be brought back, and the screen says how."""
    terminal = watch()
    guestbook.write_bytes(WRONG)
    terminal.until("1 of 2")

    terminal.type(b"xy")

    terminal.until("`python3 start.py reset guestbook --undo`")
    terminal.until("○ guestbook: not started")
    assert book.STUB == guestbook.read_bytes()
    assert [WRONG] == [path.read_bytes() for path in (desk.home / ".kept").iterdir()]


def test_next_passes_over_what_is_done(watch, guestbook):
    """From the last one it goes back to the first that is left."""
    terminal = watch()

    terminal.type(b"n")
    terminal.until("○ chat: not started", but="guestbook:")
    terminal.type(b"n")
    terminal.until("○ guestbook: not started", but="chat:")
    guestbook.write_bytes(RIGHT)
    terminal.until("done")
    terminal.type(b"n")
    terminal.until("○ chat: not started", but="guestbook:")
    terminal.type(b"nh")

    terminal.until("Hint 1 of 1: Who is there?")


def test_it_begins_where_the_learner_was(watch, desk):
    """Tomorrow goes on where today ended."""
    desk.visit("chat")

    assert any("○ chat: not started" in line for line in watch().lines())


def test_the_list_shows_all_and_goes_anywhere(watch, guestbook):
    """How each one stands, and a way to it."""
    terminal = watch()
    guestbook.write_bytes(WRONG)
    terminal.until("1 of 2")

    terminal.type(b"l")
    terminal.until("✗ ch02_factories       guestbook")
    terminal.until("○ ch02_factories       chat")
    terminal.type(DOWN + ENTER)

    terminal.until("○ chat: not started", but="guestbook")


def test_a_new_size_shows_the_same(watch):
    """Nothing is lost on a narrow screen, nor left over when it grows again."""
    terminal = watch()
    before = terminal.until("A guest is greeted.")

    terminal.resize(12, 30)
    narrow = "".join(terminal.until("q quit"))
    assert "A guest is greeted." in narrow
    assert "Save your answer, and it is checked." in narrow
    terminal.resize(24, 80)

    assert before == terminal.until("A guest is greeted.")


def test_a_long_card_can_be_read_to_its_end(watch):
    """The arrows move what does not fit."""
    terminal = watch()
    terminal.type(b"hh")
    terminal.until("Hint 2")

    terminal.resize(6, 80)
    terminal.type(DOWN * 20)
    terminal.until("Hint 2 of 2")
    terminal.type(b"\x1b[A" * 20)

    terminal.until("○ guestbook: not started")


@pytest.mark.parametrize(
    "end",
    [
        lambda terminal: terminal.type(b"q"),
        lambda terminal: terminal.type(CTRL_C),
        lambda terminal: terminal.process.send_signal(signal.SIGINT),
        lambda terminal: terminal.process.send_signal(signal.SIGTERM),
    ],
    ids=["q", "Ctrl-C", "SIGINT", "SIGTERM"],
)
def test_the_terminal_is_as_it_was_however_it_is_ended(watch, end):
    """Whoever has quit can go on typing, and sees what was there before."""
    terminal = watch()
    assert terminal.before != termios.tcgetattr(terminal.ours)

    end(terminal)

    assert b"" == terminal.rest()
    assert 0 == terminal.process.wait()
    assert terminal.before == termios.tcgetattr(terminal.ours)


def test_the_terminal_is_as_it_was_after_a_crash(watch, guestbook):
    """The traceback of a mistake of ours stands on a terminal that works."""
    terminal = watch()

    guestbook.write_bytes(b"trap")

    assert b"AssertionError" in terminal.rest()
    assert 1 == terminal.process.wait()
    assert terminal.before == termios.tcgetattr(terminal.ours)


def test_it_ends_while_a_check_is_under_way(watch, desk, guestbook):
    """The terminal is free at once; the check is the last thing to end."""
    os.mkfifo(desk.home.parent / "fifo")
    terminal = watch()
    guestbook.write_bytes(b"slow")
    terminal.until("Checking `guestbook`…")

    terminal.type(b"q")

    while NORMAL_SCREEN not in terminal.said:
        assert terminal.read()
    (desk.home.parent / "fifo").write_bytes(b"")
    assert b"" == terminal.rest()
    assert 0 == terminal.process.wait()


def test_a_file_that_cannot_be_read_is_a_failure_like_any_other(watch, guestbook):
    """And the next save is checked all the same."""
    terminal = watch()

    guestbook.write_bytes(b"#" * 300_000)
    terminal.until("is larger than 256 KiB")
    guestbook.write_bytes(RIGHT)

    terminal.until("done")


def test_without_a_terminal_a_card_follows_another(desk, guestbook):
    """A log, a pipe or an editor's panel: no keys, no escapes, and SIGTERM ends it well."""
    with start(desk, stdin=-3, stdout=-1, stderr=-1) as process:
        assert b"This is no terminal, so there are no keys" in process.stderr.readline()
        assert b"guestbook: not started" in heard(process, b"not started")

        guestbook.write_bytes(WRONG)

        assert b"\x1b" not in heard(process, b"1 of 2 checks pass")
        process.send_signal(signal.SIGTERM)
        assert (0, b"") == (process.wait(), process.stderr.read())


def heard(process, words):
    """Read lines up to the one with *words*, and return it."""
    return next(line for line in process.stdout if words in line)


def test_plain_cards_on_a_terminal(desk, guestbook):
    """A screen reader reads what is new, and nothing else."""
    with contextlib.closing(Terminal(desk, "--plain")) as terminal:
        terminal.until("guestbook: not started")

        guestbook.write_bytes(WRONG)

        terminal.until("1 of 2 checks pass")
        assert b"\x1b" not in terminal.said
