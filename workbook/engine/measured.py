"""The verbs that measure a program, from outside."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from workbook.engine import measure, wire
from workbook.engine.caller import Caller
from workbook.engine.measure import Beats, Growth, Turns
from workbook.engine.troubles import Skipped

Amount = TypeVar("Amount", int, float)


class Measured(Caller):
    """A program whose use of the machine can be asked; where nobody tells, checks are skipped."""

    def cpu(self) -> float:
        """Return the processor's seconds that the program has used, in all its threads."""
        return measured(self.worker.cpu)

    def reactor_cpu(self) -> float:
        """Return the processor's seconds that the reactor's thread has used."""
        return measured(self.worker.reactor_cpu)

    def switches(self) -> int:
        """Return how often the reactor's thread has gone to sleep by itself."""
        return measured(lambda: measure.switches(self.worker))

    def memory(self) -> int:
        """Return the bytes of memory that the program has now."""
        return measured(lambda: measure.memory(self.worker))

    def growth(self) -> AbstractContextManager[Growth]:
        """Measure, for a ``with`` block, the most memory that the program needed beyond before.

        What was held for a moment only counts as well. ``bytes`` is known after the block.
        """
        self.memory()  # skips where nobody tells
        return measure.growth(self.worker)

    def descriptors(self) -> int:
        """Return how many file descriptors the program has open."""
        return measured(lambda: measure.descriptors(self.worker))

    def beats(self, name: str, *args: Any) -> Beats:
        """Call *name*, and let the loop turn, one turn at a time, until the result is there.

        ``count`` is how many turns that took, the call itself included. ``longest`` and
        ``total`` are the processor's seconds that the reactor's thread used in one turn, and
        in all; ``process`` is what the whole program used. Nobody waits for a timer: where
        nothing else is under way, the time jumps to the next one.

        Raises:
            Failed: the result is not there after `measure.MOST` seconds of the reactor's
                processor time, or `measure.PATIENCE` seconds.
        """
        return measure.beats(self, name, [wire.encode(each) for each in args])

    def turns(self) -> AbstractContextManager[Turns]:
        """Measure, for a ``with`` block, how long the reactor's loop does not come back.

        ``longest`` and ``total`` are the processor's seconds that the reactor's thread used in
        one turn of the loop, and in all; ``count`` is how many turns there were. They include
        all that a callback computes, and are known after the block.
        """
        self.reactor_cpu()  # skips where nobody tells
        return measure.turns(self)


def measured(clock: Callable[[], Amount]) -> Amount:
    """Return what *clock* says, or skip the check where the platform does not say it."""
    try:
        return clock()
    except OSError:
        raise Skipped(f"{sys.platform} does not tell what another process uses.") from None
