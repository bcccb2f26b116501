"""What a check did and saw at its connections: notes for the picture on the card."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence

from workbook.report import Moment

MOST = 1000  # moments that are kept
KEPT = 1024  # bytes that are kept of each


class Talk:
    """The talk of one check with the program, over all its connections."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self.repeatable = True
        """Whether the same talk with a new server could go the same way."""

        self.made = ""
        """The call that made the server."""

        self._numbers = itertools.count(1)
        self._began = time.monotonic()

    def serve(self, args: Sequence[object]) -> None:
        """Note that ``make_factory`` was called with *args*, after the reactor."""
        alone = not self.made and all(isinstance(each, str | bytes | int) for each in args)
        self.repeatable = self.repeatable and alone
        self.made = f"make_factory({', '.join(['reactor', *map(repr, args)])})"

    def connect(self) -> int:
        """Return the number of a new connection."""
        number = next(self._numbers)
        self.note(number, "connected")
        return number

    def later(self, seconds: float) -> None:
        """Note that the check has moved the program's time."""
        self._began -= seconds
        self.repeatable = False

    def note(self, connection: int, what: str, content: bytes = b"") -> None:
        """Write a moment of a connection down; see `Moment`."""
        if len(self.moments) < MOST:
            seconds, size = time.monotonic() - self._began, len(content)
            self.moments.append(Moment(seconds, connection, what, content[:KEPT], size))
        else:
            self.repeatable = False
