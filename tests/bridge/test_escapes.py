"""``!command`` shows all that the command said, even what it said at the last moment."""

import pytest

HOLD = """
import os, pexpect, tempfile
gate = os.path.join(tempfile.mkdtemp(), "gate")
os.mkfifo(gate)
is_alive = pexpect.spawn.isalive

def isalive(self):
    asked.append(self.pid)
    if 2 == len(asked):  # it has looked for text, and found none; now the command says it all
        open(gate, "w").close()
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
    return is_alive(self)

pexpect.spawn.isalive = isalive
"""
SPEAK = "asked = []\n!read line < {gate}; echo 你好; exit 3"
"""Speaks and ends after pexpect's look, and before its question whether the command lives."""


@pytest.fixture(scope="module", autouse=True)
def gate(kernel):
    assert "" == kernel.run(HOLD).error


@pytest.mark.parametrize("mark", ["", "%%blocking\n"])
def test_the_last_words_of_a_command_are_shown(kernel, mark):
    """They were lost if the command ended while nobody looked."""
    assert "你好\r\n" == kernel.run(mark + SPEAK).text


def test_the_exit_code_is_kept(kernel):
    """`_exit_code` is IPython's name for it."""
    kernel.run(SPEAK)

    assert "3" == kernel.value("_exit_code")
