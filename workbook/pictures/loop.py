"""The loop's one thread: what it ran when, what blocked it, and which timers were late for that."""

from __future__ import annotations

from itertools import count

from workbook.pictures.picture import Picture
from workbook.pictures.svg import COLUMN, Svg, columns, cut
from workbook.record.recording import Callback, Recording, Timer

MOST = 150  # callbacks, and timers, in a picture
BLOCKED = 0.05  # seconds that a callback may take before it is called blocking
LATE = 0.008  # seconds that a timer may be late without a remark
ROWS = 12

LEFT, RIGHT, TOP, HEIGHT, ROW = 160.0, 944.0, 96.0, 28.0, 34.0


def loop(run: Recording, title: str = "One thread, one thing at a time") -> Picture:
    """Draw the callbacks and the timers of a recording on one line of time."""
    return Line(run).picture(title)


class Line:
    """The line of time, and what is drawn along it."""

    def __init__(self, run: Recording) -> None:
        self._run = run
        self._callbacks = sorted(sorted(run.callbacks, key=_length)[-MOST:])
        self._blocked = [each for each in self._callbacks if each.seconds > BLOCKED]
        timers = [t for t in run.timers if not t.name.startswith("_")]  # Twisted's own
        self._names = list(dict.fromkeys(t.name for t in timers))[:ROWS]
        self._timers = [t for t in timers if t.name in self._names][:MOST]
        self._all = max([run.seconds, 1e-6, *(t.due for t in self._timers)])
        self._svg = Svg(976, TOP + HEIGHT + 24 + ROW * len(self._names) + 36)

    def picture(self, title: str) -> Picture:
        """Draw everything."""
        self._axis()
        self._thread()
        for number, name in enumerate(self._names):
            self._row(name, TOP + HEIGHT + 34 + ROW * number)
        self._legend(self._svg.height - 10)
        return Picture(self._svg, title, self._says(), self._text())

    def _x(self, time: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(max(time, 0.0), self._all) / self._all

    def _axis(self) -> None:
        bottom = self._svg.height - 32
        step = next(
            s for n in count(-6) for s in (10.0**n, 2 * 10.0**n, 5 * 10.0**n) if self._all / s <= 9
        )
        for number in range(int(self._all / step) + 1):
            x = self._x(number * step)
            self._svg.path(f"M{x:.1f} 24V{bottom:.0f}", "ln", ground=True, stroke_opacity=0.6)
            self._svg.text(x, 18, _time(number * step), "d s", "middle")

    def _thread(self) -> None:
        svg = self._svg
        svg.text(LEFT - 12, TOP + 19, "the thread", "b", "end")
        svg.rect(LEFT, TOP, RIGHT - LEFT, HEIGHT, "soft", 4, ground=True)
        free = [LEFT] * 3  # where each level of labels is free
        for each in self._callbacks:
            x, wide = self._x(each.time), self._x(each.time + each.seconds) - self._x(each.time)
            blocks = each.seconds > BLOCKED
            said = f"{each.name}: {_time(each.seconds)}, at {_time(each.time)}"
            svg.rect(x, TOP, max(1.6, wide), HEIGHT, "bad" if blocks else "one", 1.5, say=said)
            if blocks:
                hatches = "".join(
                    f"M{x + at} {TOP + 25}l6 -22" for at in range(4, int(wide) - 6, 9)
                )
                svg.path(hatches or "M0 0", "lbg no", stroke_width=2, stroke_opacity=0.45)
                self._name(
                    f"{cut(each.name, 40)} blocked it for {_time(each.seconds)}", x, wide, free
                )

    def _name(self, said: str, x: float, wide: float, free: list[float]) -> None:
        half = columns(said) * COLUMN / 2
        middle = min(max(x + wide / 2, LEFT + half), RIGHT - half)
        for level, until in enumerate(free):
            if middle - half >= until:
                free[level] = middle + half + 12
                self._svg.text(middle, TOP - 8 - 16 * level, said, "b bad halo", "middle")
                return

    def _row(self, name: str, y: float) -> None:
        svg, timers = self._svg, [t for t in self._timers if t.name == name]
        svg.text(LEFT - 12, y + 4, cut(name, 20), "m", "end")
        svg.path(f"M{LEFT} {y}H{RIGHT}", "ln", ground=True, stroke_opacity=0.7)
        late = [t for t in timers if t.ran - t.due > LATE]
        for each in timers:
            due, ran = self._x(each.due), self._x(each.ran)
            said = f"due {_time(each.due)}, ran {_time(each.ran)}"
            if each in late:
                svg.path(f"M{due:.1f} {y}H{ran:.1f}", "lbad no", stroke_width=3, stroke_opacity=0.6)
            svg.circle(due, y, 4.5, "box lmute", stroke_width=1.5)
            if each in late:
                svg.path(f"M{ran:.1f} {y - 7}l7 7l-7 7l-7 -7Z", "bad", say=said)
            else:
                svg.circle(ran, y, 4.5, "good", say=said)
        if late:
            worst = max(late, key=lambda t: t.ran - t.due)
            said = f"{_time(worst.ran - worst.due)} late"
            said = f"{len(late)} late, up to {said[:-5]}" if len(late) > 1 else said
            half = columns(said) * 3.2
            middle = (self._x(worst.due) + self._x(worst.ran)) / 2
            middle = min(max(middle, LEFT + half), RIGHT - half)
            svg.text(middle, y - 9, said, "s bad halo", "middle")

    def _legend(self, y: float) -> None:
        svg = self._svg
        for x, looks, said in ((160, "one", "a callback"), (252, "bad", f"over {_time(BLOCKED)}")):
            svg.rect(x, y - 10, 12, 12, looks, 2)
            svg.text(x + 18, y, said, "d s")
        svg.path(f"M255 {y}l5 -8", "lbg no", stroke_width=2)
        svg.rect(352, y - 10, 12, 12, "soft lmute", 2)
        svg.text(370, y, "waiting", "d s")
        svg.circle(452, y - 4, 4.5, "box lmute", stroke_width=1.5)
        svg.text(462, y, "a timer is due", "d s")
        svg.circle(560, y - 4, 4.5, "good")
        svg.text(570, y, "it ran in time", "d s")
        svg.path(f"M664 {y - 11}l7 7l-7 7l-7 -7Z", "bad")
        svg.text(676, y, "it ran late", "d s")
        missing = len(self._run.callbacks) - len(self._callbacks) + self._run.missed
        if missing > 0:
            svg.text(RIGHT, y, f"{missing:,} callbacks are not drawn", "d s", "end")

    def _says(self) -> str:
        late = [t.ran - t.due for t in self._timers if t.ran - t.due > LATE]
        blocked = [f"{each.name} blocked it for {_time(each.seconds)}." for each in self._blocked]
        worst = f"{len(late)} timers were late, by up to {_time(max(late))}." if late else ""
        ran = f"{len(self._run.callbacks):,} callbacks in {_time(self._run.seconds)}."
        return " ".join(filter(None, [ran, *blocked, worst]))

    def _text(self) -> str:
        rows: list[Callback | Timer] = [*self._blocked, *self._timers]
        return "\n".join(map(_said, sorted(rows, key=_begin)))


def _length(callback: Callback) -> float:
    return callback.seconds


def _begin(row: Callback | Timer) -> float:
    return row.due if isinstance(row, Timer) else row.time


def _said(row: Callback | Timer) -> str:
    if isinstance(row, Callback):
        return f"{_time(row.time):>10}  {row.name} blocked the thread for {_time(row.seconds)}"
    late = row.ran - row.due
    remark = f"{_time(late)} LATE" if late > LATE else "in time"
    return f"{_time(row.due):>10}  timer {row.name}: ran {_time(row.ran)}, {remark}"


def _time(seconds: float) -> str:
    if abs(seconds) >= 10:
        return f"{seconds:,.0f} s"
    return (
        f"{seconds * 1000:,.0f} ms"
        if abs(seconds) >= 0.01 or not seconds
        else f"{seconds * 1000:.3g} ms"
    )
