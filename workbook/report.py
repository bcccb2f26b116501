"""What came of checking an answer: plain values that every door can show or store."""

from __future__ import annotations

import enum
import os.path
from dataclasses import dataclass
from typing import NamedTuple


class Outcome(enum.Enum):
    """How a check, or a whole exercise, ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_STARTED = "not started"
    SKIPPED = "skipped"
    """A program that the check needs is not installed; costs no points."""


@dataclass(frozen=True)
class Place:
    """A line of the learner's file, and the function that it is in."""

    line: int
    function: str
    text: str


@dataclass(frozen=True)
class Exchange:
    """What went over one connection, as far as the check has looked."""

    sent: tuple[bytes, ...]
    """Each element is one delivery: this is where the stream was cut."""

    expected: bytes
    came_back: bytes
    how: str = ""
    """The name of the cut, such as ``one byte at a time``; empty if sent as it is."""

    connection: int = 0
    """The number of the connection in the talk."""

    @property
    def first_difference(self) -> int:
        """The offset of the first byte that differs; the shorter length if none does."""
        return len(os.path.commonprefix([self.expected, self.came_back]))


class Moment(NamedTuple):
    """Something that a check did or saw at its end of a connection."""

    time: float
    """Seconds since the check began; when it moves the program's time, that counts too."""

    connection: int
    """Connections are numbered from 1, in the order in which they were made."""

    what: str
    """``connected``; ``sent``, ``half_close``, ``close`` and ``reset`` by the check; ``came``,
    ``closed the connection`` and ``reset the connection`` by the program."""

    content: bytes = b""
    """The first KiB of what was sent, or came."""

    size: int = 0
    """Bytes, in all."""


@dataclass(frozen=True)
class Result:
    """The outcome of one check, and what there is to say about it."""

    check: str
    title: str
    outcome: Outcome
    message: str = ""
    """For the learner: what happened. One or more sentences, without a traceback."""

    places: tuple[Place, ...] = ()
    """Where in the learner's file, outermost first; empty where no line is to blame."""

    symptom: str = ""
    """What the check saw of it, where *message* names the cause."""

    exchange: Exchange | None = None
    talk: tuple[Moment, ...] = ()
    """All that was said in a check that failed; empty where nothing was."""

    made: str = ""
    """The call that made the server; empty if the same talk with a new one could go another way."""

    printed: str = ""
    """The first 64 KiB of what the program wrote to stdout and stderr in this check."""

    @property
    def connection(self) -> int:
        """The number of the connection that did not go as it should; 0 if there was none."""
        found = self.exchange.connection if self.exchange else 0
        return found or (self.talk[-1].connection if self.talk else 0)


@dataclass(frozen=True)
class Report:
    """The results of one exercise, in the order of its checks."""

    exercise: str
    results: tuple[Result, ...]
    tier: str
    """How the program was contained: ``namespaces`` or ``process``."""

    seed: str
    """What the drawn inputs were drawn from; the same seed repeats the run."""

    loaded: bool = True
    """Whether the program could be loaded; if not, its names cannot be defined elsewhere."""

    @property
    def outcome(self) -> Outcome:
        """Passed if nothing is left to do; not started if nothing has been tried."""
        seen = {result.outcome for result in self.results}
        if seen <= {Outcome.PASSED, Outcome.SKIPPED} and Outcome.PASSED in seen:
            return Outcome.PASSED
        if seen <= {Outcome.NOT_STARTED, Outcome.SKIPPED} and Outcome.NOT_STARTED in seen:
            return Outcome.NOT_STARTED
        return Outcome.SKIPPED if seen <= {Outcome.SKIPPED} else Outcome.FAILED

    @property
    def passed(self) -> int:
        """How many checks passed."""
        return sum(result.outcome is Outcome.PASSED for result in self.results)

    @property
    def judged(self) -> int:
        """How many checks were run to a verdict; a skipped one does not count."""
        return sum(result.outcome is not Outcome.SKIPPED for result in self.results)
