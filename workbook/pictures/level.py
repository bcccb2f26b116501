"""The water level of a sender: what its program has written, and the system has not taken yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from workbook.pictures.picture import Picture
from workbook.pictures.svg import Svg, amount
from workbook.record.recording import Event, Recording

ENOUGH = 1 << 16  # bytes; with more, a transport pauses its producer
ROWS = 12  # of the text
BAR = 40  # letters of the longest
LEFT, RIGHT, TOP, BOTTOM = 100.0, 944.0, 30.0, 200.0
SIGNS = {"write": 1, "send": -1}


def level(
    run: Recording, connection: int = 0, end: str = "server", title: str = "What waits to be sent"
) -> Picture:
    """Draw how many bytes waited at one end of a connection, in the program's memory.

    Args:
        connection: its number, from 1; by default the one on which this end wrote the most.
    """
    events = [each for each in run.events if each.end == end and each.kind in SIGNS]
    written: Counter[int] = Counter()
    for each in events:
        written[each.connection] += each.size * (each.kind == "write")
    number = connection - 1 if connection else max(written, key=written.__getitem__, default=0)
    return Level([each for each in events if each.connection == number]).picture(title)


class Level:
    """The level after each write and each send."""

    def __init__(self, events: list[Event]) -> None:
        changes = (SIGNS[each.kind] * each.size for each in events)
        _, *self._sizes = accumulate(changes, lambda a, b: max(a + b, 0), initial=0)
        self._times = [each.time for each in events]
        self._written = sum(each.size for each in events if each.kind == "write")
        self._highest = max(self._sizes, default=0)

    def picture(self, title: str) -> Picture:
        """Draw it, with time to the right and bytes upwards."""
        svg = Svg(976, BOTTOM + 34)
        marks = {0: "nothing waits", self._highest: amount(self._highest)}
        if 1.5 * ENOUGH < self._highest < 10 * ENOUGH:  # where there is room for it
            marks[ENOUGH] = "64 KiB: pause"
        for size, said in marks.items():
            y = self._y(size)
            svg.path(f"M{LEFT} {y:.1f}H{RIGHT}", "lmute dashed no", ground=True)
            svg.text(LEFT - 8, y + 4, said, "d s", "end")
        svg.path(self._outline(), "one r lone thick")
        if self._times:
            seconds = f"{self._times[-1] - self._times[0]:.3f} s"
            svg.text(RIGHT, BOTTOM + 20, f"{seconds} later", "d s", "end")
        says = (
            f"{amount(self._written)} were written. "
            f"At most {amount(self._highest)} of them waited at once."
        )
        return Picture(svg, title, says, "\n".join(self._rows()))

    def _outline(self) -> str:
        points = f"M{LEFT} {BOTTOM}"
        for time, size in zip(self._times, self._sizes, strict=True):
            points += f"H{self._x(time):.1f}V{self._y(size):.1f}"
        return f"{points}V{BOTTOM}Z"

    def _x(self, time: float) -> float:
        span = self._times[-1] - self._times[0] or 1.0
        return LEFT + (RIGHT - LEFT) * (time - self._times[0]) / span

    def _y(self, size: int) -> float:
        return BOTTOM - (BOTTOM - TOP) * size / max(self._highest, 1)

    def _rows(self) -> Iterator[str]:
        """Yield a bar for some of the steps, evenly spread over all of them."""
        for number in range(0, len(self._sizes), max(1, len(self._sizes) // ROWS)):
            size = self._sizes[number]
            bar = "█" * round(BAR * size / max(self._highest, 1))
            yield f"{self._times[number] - self._times[0]:8.3f} s {amount(size):>9} {bar}"
