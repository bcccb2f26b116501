"""``!command`` shows all that the command said.

IPython reads a command by pexpect, which looks for text 20 times a second, and asks after
a look that found none whether the command has ended. What was said between the look and
the end is thrown away (pexpect 4.9). Your own page and ``!curl`` make that likely: the look
waits for the thread of the server, and the server answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def read_to_the_end() -> None:
    """Let pexpect look once more when a command has ended."""
    from pexpect import EOF, spawn  # 25 ms, which only who escapes shall pay

    read: Callable[..., bytes] = spawn.read_nonblocking

    def read_nonblocking(self: Any, size: int = 1, timeout: float | None = -1) -> bytes:
        try:
            return read(self, size, timeout)
        except EOF:
            return read(self, size, 0)  # or EOF again

    spawn.read_nonblocking = read_nonblocking


def load(shell: Any) -> None:
    """Let the shell escapes of *shell* lose nothing; Windows has them without pexpect."""
    system = shell.system

    def to_the_end(command: str) -> None:
        read_to_the_end()
        system(command)

    if sys.platform != "win32":
        shell.system = to_the_end
