"""A protocol's states: the transitions of a run, with counts, among those that are possible."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from workbook.pictures.picture import Picture
from workbook.pictures.svg import COLUMN, Svg, columns, cut
from workbook.record.recording import Recording

Transition = tuple[str, str, str]  # from, event, to

MOST = 150  # transitions in a picture
HIGH, LEVEL, LINE = 38.0, 34.0, 15.0
EVENTS = 3  # names at one arrow
ROOM = 20  # letters of a name; writeConnectionLost has 19


def states(
    run: Recording,
    possible: Iterable[Transition] = (),
    connection: int = 1,
    title: str = "The protocol's states",
) -> Picture:
    """Draw what the attribute ``state`` of a protocol went through in one connection.

    Args:
        possible: the transitions that there could be, each as (from, event, to).
        connection: its number; the server's states if both ends have some.
    """
    steps = [step for step in run.steps if step.connection == connection - 1]
    end = max((step.end for step in steps), default="")  # "server" comes after "client"
    taken = Counter((s.before, s.event, s.after) for s in steps if s.end == end)
    transitions = list(dict.fromkeys([*taken, *possible]))
    now = [step.after for step in steps if step.end == end][-1:]
    return Diagram(transitions[:MOST], taken, now[0] if now else "").picture(title)


class Diagram:
    """States on a line, arcs above and below it: no layout to compute, the same everywhere."""

    def __init__(self, transitions: list[Transition], taken: Counter[Transition], now: str) -> None:
        self._taken, self._now, self._transitions = taken, now, transitions
        names = dict.fromkeys(name for a, _, b in transitions for name in (a, b))
        self._place = {name: number for number, name in enumerate(names)}
        self._arrows: defaultdict[tuple[str, str], list[Transition]] = defaultdict(list)
        for each in transitions:
            self._arrows[each[0], each[2]].append(each)
        self._wide = 24 + COLUMN * max([7, *(columns(cut(name, ROOM)) for name in names)])
        beside = [t for t in transitions if self._place[t[2]] == self._place[t[0]] + 1]
        labels = (columns(cut(self._label(t), ROOM + 4)) for t in beside)
        self._gap = 36 + COLUMN * max(labels, default=4)
        self._levels = self._level(1), self._level(-1)
        rows = {arrow: LINE * len(self._labels(*arrow)) for arrow in self._arrows}
        up, down = (
            max((LEVEL * level + rows[arc] for arc, level in levels.items()), default=0)
            for levels in self._levels
        )
        self._y = 20 + max(up, 24 + max(rows.values(), default=0))
        height = self._y + HIGH + max(down, 8) + 44
        self._svg = Svg(max(420, 32 + len(names) * (self._wide + self._gap)), height)

    def picture(self, title: str) -> Picture:
        """Draw everything."""
        for a, b in self._arrows:
            self._arrow(a, b)
        for name in self._place:
            self._state(name)
        y = self._svg.height - 10
        self._svg.path(f"M16 {y - 4}h34", "thick lgood no")
        self._svg.text(58, y, "happened in this run", "d s")
        self._svg.path(f"M190 {y - 4}h34", "dashed lmute no")
        self._svg.text(232, y, "can happen", "d s")
        count = sum(1 for each in self._transitions if self._taken[each])
        now = f" The state is now {self._now}." if self._now else ""
        of = f"{count} of {len(self._transitions)} transitions"
        says = f"{len(self._place)} states; {of} happened in this run.{now}"
        return Picture(self._svg, title, says, "\n".join(map(self._said, self._transitions)))

    def _said(self, transition: Transition) -> str:
        before, event, after = transition
        times = self._taken[transition]
        return f"{before} to {after} by {event}: {f'{times} ×' if times else 'not in this run'}"

    def _label(self, transition: Transition) -> str:
        times = self._taken[transition]
        return cut(transition[1], ROOM) + (f" ×{times}" if times > 1 else "")

    def _labels(self, a: str, b: str) -> list[tuple[str, bool]]:
        arrows = sorted(self._arrows[a, b], key=lambda each: not self._taken[each])
        shown = [(self._label(each), bool(self._taken[each])) for each in arrows[:EVENTS]]
        more = len(arrows) - EVENTS
        return [*shown, (f"… {more} more", False)] if more > 0 else shown

    def _level(self, way: int) -> dict[tuple[str, str], int]:
        """Return how high each arc of a direction is, so that none touches the top of another."""
        spans = {(a, b): (self._place[a], self._place[b]) for a, b in self._arrows}
        arcs = {
            arc: (min(span), max(span))
            for arc, span in spans.items()
            if (way > 0 and span[1] > span[0] + 1) or (way < 0 and span[1] < span[0])
        }
        loops = {self._place[a]: len(self._labels(a, b)) for a, b in self._arrows if a == b}
        levels: dict[tuple[str, str], int] = {}
        for arc, (low, high) in sorted(arcs.items(), key=lambda item: item[1][1] - item[1][0]):
            under = [
                levels[other] + len(self._labels(*other)) // 2
                for other in levels
                if arcs[other][0] < high and low < arcs[other][1]
            ]
            if way > 0:
                under += [1 + n // 2 for place, n in loops.items() if low < place < high]
            levels[arc] = 1 + max(under, default=0)
        return levels

    def _x(self, name: str) -> float:
        return 16 + self._wide / 2 + self._place[name] * (self._wide + self._gap)

    def _state(self, name: str) -> None:
        x, now = self._x(name), name == self._now
        seen = now or any(name in (a, b) for a, _, b in self._taken)
        looks = ("good" if now else "box") + (" thick lgood" if seen else " dashed lmute")
        self._svg.rect(x - self._wide / 2, self._y, self._wide, HIGH, looks, 10, say=name)
        name_at, colour = (self._y + 17, "m b on") if now else (self._y + 23, "m b")
        self._svg.text(x, name_at, cut(name, ROOM), colour, "middle")
        if now:
            self._svg.text(x, self._y + 31, "now", "s on", "middle")

    def _arrow(self, a: str, b: str) -> None:
        happened = any(self._taken[each] for each in self._arrows[a, b])
        if a == b:
            x, y = self._x(a), self._y
            curve = f"M{x - 12} {y}C{x - 28} {y - 32} {x + 28} {y - 32} {x + 13} {y - 5}"
            self._line(curve, (x + 12, y, -0.3, 1.0), happened)
            self._write(x, y - 30, a, b, -1)
        elif self._place[b] == self._place[a] + 1:
            y, end = self._y + HIGH / 2, self._x(b) - self._wide / 2
            start = self._x(a) + self._wide / 2
            self._line(f"M{start} {y}H{end - 5}", (end, y, 1, 0), happened)
            self._write((start + end) / 2, y - 8, a, b, -1)
        else:
            self._arc(a, b, happened)

    def _arc(self, a: str, b: str, happened: bool) -> None:
        up = self._place[b] > self._place[a]
        way, level = (-1, self._levels[0][a, b]) if up else (1, self._levels[1][a, b])
        edge = self._y if up else self._y + HIGH
        shift = max(16, self._wide / 2 - 2 - 7 * level)
        start, end = (
            x + (shift if out == up else -shift)
            for x, out in ((self._x(a), True), (self._x(b), False))
        )
        top = edge + way * LEVEL * level * 4 / 3  # a curve reaches three quarters of its handles
        sides = f"{start:.1f} {top:.1f} {end:.1f} {top:.1f}"
        curve = f"M{start:.1f} {edge}C{sides} {end:.1f} {edge + way * 5}"
        self._line(curve, (end, edge, 0, -way), happened)
        self._write((start + end) / 2, edge + way * LEVEL * level + 4, a, b, way)

    def _line(self, d: str, head: tuple[float, float, float, float], happened: bool) -> None:
        looks, line = ("good", "thick") if happened else ("mute", "dashed")
        self._svg.path(d, f"{line} l{looks} no")
        x, y, dx, dy = head
        wing = f"{x - 9 * dx - 5 * dy:.1f} {y - 9 * dy + 5 * dx:.1f}"
        other = f"{x - 9 * dx + 5 * dy:.1f} {y - 9 * dy - 5 * dx:.1f}"
        self._svg.path(f"M{x:.1f} {y:.1f}L{wing}L{other}Z", looks)

    def _write(self, x: float, y: float, a: str, b: str, way: int) -> None:
        for number, (label, happened) in enumerate(self._labels(a, b)):
            below, wide = y + way * LINE * number, columns(label) * COLUMN + 6
            self._svg.rect(x - wide / 2, below - 11, wide, LINE, "box")  # a gap in the line
            self._svg.text(x, below, label, "m b good" if happened else "m d", "middle")
