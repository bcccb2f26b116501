"""A probe: a function of the check's that the program calls, and how it answers.

Each step says how one call is answered; the last step answers all calls that follow. A plain
value is returned as it is. Without a step, every call returns None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbook.engine import wire
from workbook.engine.handles import Handle
from workbook.engine.troubles import Failed


@dataclass(frozen=True)
class Step:
    """How one call is answered: the name of a method of the worker's probe, and its argument."""

    how: str
    what: Any = None


PENDING = Step("pending")
"""Return a Deferred that stays pending until the check fires it, or the program cancels it."""


def raises(error: Exception) -> Step:
    """Return a step that raises an error like this."""
    return Step("raises", described(error))


def fires(value: Any = None) -> Step:
    """Return a step that returns a Deferred which has this value already."""
    return Step("fires", value)


def fails(error: Exception) -> Step:
    """Return a step that returns a Deferred which has failed already."""
    return Step("fails", described(error))


class Probe(Handle):
    """A callable that may be an argument of any call; calls are numbered from 0."""

    @property
    def calls(self) -> list[tuple[Any, ...]]:
        """The arguments of each call so far; what was passed by name stands last."""
        return list(self._told()["calls"])

    @property
    def times(self) -> list[float]:
        """The time of each call, by the given reactor's clock."""
        return list(self._told()["times"])

    @property
    def from_threads(self) -> list[int]:
        """The numbers of the calls that were not made in the reactor's thread."""
        return list(self._told()["from_threads"])

    @property
    def cancelled(self) -> list[int]:
        """The numbers of the calls whose Deferred was cancelled, in that order."""
        return list(self._told()["cancelled"])

    def fire(self, number: int, value: Any = None) -> None:
        """Give call *number* its value, and wait until the program is at rest.

        Raises:
            Failed: there was no such call yet.
        """
        self._answer("fire", number, value)

    def fail(self, number: int, error: Exception) -> None:
        """Let call *number* fail with an error like this, and wait as `fire` does."""
        self._answer("fail", number, described(error))

    def _told(self) -> dict[str, Any]:
        self.subject.settle()
        return dict(self.call("told"))

    def _answer(self, how: str, number: int, what: Any) -> None:
        calls = len(self.calls)
        if number >= calls:
            raise Failed(
                f"The check waits for call {number + 1} of its function; "
                f"so far your program has made {calls}."
            )
        self.call(how, number, what)
        self.subject.settle()


def steps(given: tuple[Any, ...]) -> list[Any]:
    """Return what is *given* as the worker's probe wants it: pairs of how and what."""
    each = [one if isinstance(one, Step) else Step("returns", one) for one in given]
    return [[step.how, wire.encode(step.what)] for step in each]


def described(error: Exception) -> tuple[str, str, tuple[Any, ...]]:
    """Return where the type of *error* is, its name, and its arguments."""
    kind = type(error)
    return kind.__module__, kind.__qualname__, error.args
