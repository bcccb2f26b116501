"""Tests for workbook.stub and workbook.turns."""

import subprocess
import sys
from textwrap import dedent

import pytest

from workbook.stub import learners_copy, size, stub, with_notice

FILL = '''\
# exercise: successor
"""Add one."""


def successor(n: int) -> int:
    """Return the number after *n*."""
    # YOUR TURN: one line.
    # (No loops needed.)
    return n + 1


if __name__ == "__main__":
    print(successor(1))
'''

WRITE = '''\
# exercise: clock
"""Tell the time."""

from twisted.internet.protocol import Protocol


# YOUR TURN: answer the time, and count who asked.
class Clock(Protocol):
    """One visitor."""

    asked = 0

    def connectionMade(self) -> None:
        # The count lives
        # on the class.
        Clock.asked += 1

        self.transport.write(b"12:00")
        # and that is all

    @property
    def _age(
        self,
    ) -> int:
        """Return seconds."""
        return 0
'''

WRITTEN = '''\
# exercise: clock
"""Tell the time."""

from twisted.internet.protocol import Protocol


# YOUR TURN: answer the time, and count who asked.
class Clock(Protocol):
    """One visitor."""

    asked = 0

    def connectionMade(self) -> None:
        raise NotImplementedError

    @property
    def _age(
        self,
    ) -> int:
        """Return seconds."""
        raise NotImplementedError
'''

BUILD = '''\
# exercise: room
"""A room."""

from twisted.internet.protocol import Factory, Protocol

# YOUR TURN: build `make_factory` and a `Parser` whose `feed`
# takes bytes.
LIMIT = 5


class TooLong(ValueError):
    """A line is too long."""


class Parser:
    """Bytes to lines."""

    end = b"."

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines that *data* completes."""
        return self._cut(data)

    def _cut(self, data: bytes) -> list[bytes]:
        return data.split(self.end)


def make_factory(reactor) -> Factory:
    return Factory.forProtocol(Protocol)


# END OF YOUR TURN


print("given")
'''

BUILT = '''\
# exercise: room
"""A room."""

from twisted.internet.protocol import Factory, Protocol

# YOUR TURN: build `make_factory` and a `Parser` whose `feed`
# takes bytes.
class Parser:
    """Bytes to lines."""

    def __init__(self) -> None:
        raise NotImplementedError

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines that *data* completes."""
        raise NotImplementedError


def make_factory(reactor) -> Factory:
    raise NotImplementedError


print("given")
'''


@pytest.mark.parametrize(
    ("sizes", "solution", "expected"),
    [
        (["fill"], FILL, FILL.replace("return n + 1", "raise NotImplementedError")),
        (["write"], WRITE, WRITTEN),
        (["build"], BUILD, BUILT),
    ],
    ids=["fill", "write", "build"],
)
def test_a_turn_is_left_to_write_and_all_else_stays(sizes, solution, expected):
    """What is not a turn is kept, character for character."""
    assert expected == stub(solution)
    assert sizes == size(solution)


def test_write_takes_one_decorated_coroutine_and_not_its_neighbour():
    """Above a decorator, the turn is the body of that function; blank lines are fine."""
    solution = dedent(
        """\
        # YOUR TURN: wait.
        @ensure
        async def wait(d):
            await d

            return 1


        def given():
            return 2
        """
    )

    expected = solution.replace("await d\n\n    return 1", "raise NotImplementedError")

    assert expected == stub(solution)


def test_a_paragraph_ends_at_a_less_indented_line():
    """The rest of a statement around the turn is given."""
    given = "try:\n    # YOUR TURN: x\n    x = 1\nexcept OSError:\n    pass\n"

    assert given.replace("x = 1", "raise NotImplementedError") == stub(given)


def test_code_under_a_comment_or_two_blank_lines_is_given():
    """An author says so, if the code below a turn is not a part of it."""
    given = (
        "# YOUR TURN: x\nx = 1\n\n# The rest is given.\ny = 2\n# YOUR TURN: z\nz = 3\n\n\nw = 4\n"
    )

    expected = given.replace("x = 1", "raise NotImplementedError")

    assert expected.replace("z = 3", "raise NotImplementedError") == stub(given)


def test_a_marker_inside_a_string_is_text():
    """Only a comment is a marker."""
    given = 's = """\n# YOUR TURN: no\n"""\n# YOUR TURN: yes\nx = 1\n'

    assert given.replace("x = 1", "raise NotImplementedError") == stub(given)


@pytest.mark.parametrize(
    ("line", "why", "solution"),
    [
        (1, "nothing to do", "x = 1\n"),
        (4, "cuts this turn in two", "# YOUR TURN: x\nx = 1\n\ny = 2\n"),
        (
            6,
            "cuts this turn in two",
            "def f():\n    # YOUR TURN: x\n    if x:\n        y()\n\n        z()\n",
        ),
        (1, "1 to 8 lines, not 0", "# YOUR TURN: x\n\nx = 1\n"),
        (1, "1 to 8 lines, not 9", "# YOUR TURN: x\n" + "x = 1\n" * 9),
        (2, "ends nothing", "x = 1\n# END OF YOUR TURN\n"),
        (3, "inside a turn", "# YOUR TURN: x\nx = 1\n# YOUR TURN: y\ny = 1\n"),
        (3, "inside a turn", "# YOUR TURN: f\ndef f():\n    # YOUR TURN: y\n    y = 1\n"),
        (1, "on a line of its own", "# Your turn, write x:\nx = 1\n"),
        (1, "on a line of its own", "x = 1  # YOUR TURN: x\n"),
        (2, "on the header's line", "# YOUR TURN: f\ndef f(): return 1\n"),
        (1, "no method to write", "# YOUR TURN: f\nclass F:\n    x = 1\n"),
        (1, "in backquotes", "# YOUR TURN: build it\ndef f():\n    pass\n# END OF YOUR TURN\n"),
        (5, "of the stub", '# YOUR TURN: x\nx = """\n\n\n"""\n'),
    ],
)
def test_a_solution_that_would_leak_is_refused(line, why, solution):
    """An answer that would be half given away, or not asked for, names its line."""
    with pytest.raises(ValueError, match=f"^line {line}\\b.*{why}"):
        stub(solution)


class TestNotice:
    """The stub in ``chapters/`` is not where the learner works."""

    BUILT = with_notice(stub(FILL), "ch01_one", "successor", "0" * 16)

    def test_the_learners_copy_has_none(self):
        """The cell, the learner's file and the stub are one text."""
        assert stub(FILL) == learners_copy(self.BUILT)
        assert stub(FILL) == learners_copy(stub(FILL))

    def test_running_it_says_where_the_copy_is(self, tmp_path):
        """One sentence, a failure, and no traceback."""
        script = tmp_path / "successor.py"
        script.write_text(self.BUILT, "utf-8")

        ended = subprocess.run([sys.executable, script], capture_output=True, text=True)

        assert 1 == ended.returncode
        assert "Write in your own copy, and run that: my/ch01_one/successor.py\n" == ended.stderr

    def test_a_file_that_does_not_say_its_exercise_is_refused(self):
        """Without the first line, a notebook's cell would not be an exercise."""
        with pytest.raises(ValueError, match="line 1: write `# exercise: other`"):
            with_notice(stub(FILL), "ch01_one", "other", "0" * 16)
