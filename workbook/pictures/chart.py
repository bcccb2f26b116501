"""The chart of one connection: lanes, blocks, and ribbons that join the same bytes."""

from __future__ import annotations

from typing import NamedTuple

from workbook.letters import Run
from workbook.pictures.labels import colour, full, label, row, who
from workbook.pictures.stream import OTHER, Part, Ribbon, joined, parts
from workbook.pictures.svg import Svg, amount, cut
from workbook.record.recording import Recording

PAUSE = 0.004  # seconds without an event that are drawn as a gap
LINE = 15.0  # pixels

HALF = {"write": 6, "arrival": 6, "send": 35}  # half the width of a block


class Lanes(NamedTuple):
    """Where the columns of a chart stand, and how many letters fit beside them."""

    client: float
    network: float
    server: float
    columns: int
    width: float
    times: bool
    events: int = 150
    """At most so many are drawn."""


class Chart:
    """The chart of one connection."""

    def __init__(self, svg: Svg, run: Recording, number: int, lanes: Lanes) -> None:
        self._svg, self._lanes, self._who = svg, lanes, run.connections[number]
        events = [event for event in run.events if event.connection == number]
        self._parts = parts(events, whole=not run.missed)[: lanes.events]
        self._missing = len(events) - len(self._parts) + run.missed
        self._box: dict[Part, tuple[float, float]] = {}  # top and height

    def draw(self, x: float, y: float) -> float:
        """Draw with the upper left corner at a place; return where it ends below."""
        self._lanes = self._lanes._replace(
            client=x + self._lanes.client,
            network=x + self._lanes.network,
            server=x + self._lanes.server,
        )
        bottom = self._rows(x, y + 52)
        self._columns(x, y, bottom)
        for ribbon in joined(self._parts, "write", "send"):
            self._ribbon(ribbon, "send")
        for ribbon in joined(self._parts, "send", "arrival"):
            self._ribbon(ribbon, "arrival")
        if self._missing > 0:
            bottom += 18
            said = f"… and {self._missing:,} more events"
            self._svg.text(self._lanes.network, bottom, said, "d", "middle")
        return bottom

    def says(self) -> str:
        """Return the chart as a sentence."""
        said = []
        for end, other in OTHER.items():
            wrote = [p for p in self._parts if (p.event.end, p.event.kind) == (end, "write")]
            came = [p for p in self._parts if (p.event.end, p.event.kind) == (other, "arrival")]
            if wrote or came:
                said.append(f"The {end} wrote {len(wrote)} ×, and the {other} read {len(came)} ×.")
        said += [f"{p.event.end}, {p.event.name}: {p.remark}." for p in self._parts if p.remark]
        return " ".join(said) or "Nothing was written, and nothing was read."

    def text(self) -> str:
        """Return the chart as lines, one for each event."""
        rows = [f"client: {who(self._who.client)}; server: {who(self._who.server)}"]
        rows += map(row, self._parts)
        if self._missing > 0:
            rows.append(f"and {self._missing:,} more events")
        return "\n".join(rows)

    def _columns(self, x: float, y: float, bottom: float) -> None:
        lanes, svg = self._lanes, self._svg
        if lanes.times:
            svg.text(x + 56, y + 32, "ms", "d s", "end")
        svg.rect(lanes.network - 46, y + 40, 92, bottom - y - 40, "soft", 8, ground=True)
        for x, head, below in (
            (lanes.client, "client", who(self._who.client)),
            (lanes.network, "network", "the stream"),
            (lanes.server, "server", who(self._who.server)),
        ):
            svg.text(x, y + 16, head, "h", "middle")
            svg.text(x, y + 32, cut(below, 20), "d s", "middle")
        for x, seen in ((lanes.client, self._who.client), (lanes.server, self._who.server)):
            dashes = "none" if seen else "2 5"
            lane = f"M{x:.1f} {y + 40:.1f}V{bottom:.1f}"
            svg.path(lane, "ln", ground=True, stroke_width=2, stroke_dasharray=dashes)

    def _rows(self, x: float, y: float) -> float:
        last, shown = self._parts[0].event.time if self._parts else 0.0, ""
        for part in self._parts:
            event = part.event
            if event.time - last > PAUSE:
                y = self._gap(x, y, event.time - last)
            last = event.time
            if self._lanes.times and (time := f"{event.time * 1000:,.1f}") != shown:
                self._svg.text(x + 56, y + 12, time, "m d s", "end")
                shown = time
            y += self._row(part, y)
        return y

    def _gap(self, x: float, y: float, seconds: float) -> float:
        lanes = self._lanes
        right = x + lanes.width - 10
        self._svg.path(f"M{x + 10:.0f} {y + 6:.0f}H{right:.0f}", "ln", stroke_dasharray="1 5")
        self._svg.text(x + 10, y + 10, f"{seconds * 1000:,.0f} ms later ", "d s halo")
        return y + 24

    def _row(self, part: Part, y: float) -> float:
        """Draw an event; return the height of its row."""
        event, lines = part.event, label(part, self._lanes.columns)
        height = min(64.0, max(18.0, 6 + 1.5 * event.size))
        self._box[part] = y, height
        x = self._lanes.client if event.end == "client" else self._lanes.server
        if event.kind == "send":
            self._parcel(part, y, height)
            return height + 6
        if event.kind not in HALF:
            self._dot(part, x, y, lines)
            return LINE * len(lines) + 5
        self._block(part, x, y, height)
        self._write(event.end, x, y + 12, lines)
        return max(height, LINE * len(lines)) + 8

    def _write(self, end: str, x: float, y: float, lines: list[list[Run]]) -> None:
        x, at = (x - 14, "end") if end == "client" else (x + 14, "start")
        for number, line in enumerate(lines):
            self._svg.text(x, y + LINE * number, line, "m", at)

    def _dot(self, part: Part, x: float, y: float, lines: list[list[Run]]) -> None:
        if part.event.kind == "close":  # a cross: the lane ends here
            self._svg.path(
                f"M{x - 5:.0f} {y + 3:.0f}l10 10m0 -10l-10 10", "lmute no", stroke_width=2.5
            )
        else:
            looks = "good" if part.event.size else "mute"
            self._svg.circle(x, y + 8, 4 if part.event.size else 4.5, looks)
        self._write(part.event.end, x, y + 12, lines)

    def _block(self, part: Part, x: float, y: float, height: float) -> None:
        self._svg.rect(x - 6, y, 12, height, colour(part), say=full(part))
        if part.event.kind == "write" and part.remark:
            self._stub(part, x, y, height)

    def _parcel(self, part: Part, y: float, height: float) -> None:
        x, half = self._lanes.network, HALF["send"]
        self._svg.rect(x - half, y, 2 * half, height, colour(part), 4, say=full(part))
        size = amount(part.event.size)
        said = f"{size} ▸" if part.event.end == "client" else f"◂ {size}"
        self._svg.text(x, y + height / 2 + 4, said, "s b on", "middle")
        if part.remark:
            self._stub(part, x, y, height)

    def _stub(self, part: Part, x: float, y: float, height: float) -> None:
        """Draw where bytes would have gone."""
        way = 1 if part.event.end == "client" else -1
        start = x + way * HALF[part.event.kind]
        edges = f"M{start:.0f} {y + 3:.0f}h{way * 22}m{-way * 22} {height - 6:.0f}h{way * 22}"
        self._svg.path(edges, "lbad no", stroke_width=1.5, stroke_dasharray="3 3")
        looks, at = "s b bad halo", "start" if way > 0 else "end"
        self._svg.text(start + way * 26, y + height / 2 + 4, part.remark, looks, at)

    def _ribbon(self, ribbon: Ribbon, target: str) -> None:
        way = 1 if ribbon.source.event.end == "client" else -1
        lane = {1: self._lanes.client, -1: self._lanes.server}
        network = self._lanes.network
        start, end = (
            (lane[way] + way * 6, network - way * HALF["send"])
            if target == "send"
            else (network + way * HALF["send"], lane[-way] - way * 6)
        )
        (a, b), (c, d) = self._edges(ribbon.source, ribbon), self._edges(ribbon.target, ribbon)
        half = (start + end) / 2
        self._svg.path(
            f"M{start:.0f} {a:.1f}C{half:.0f} {a:.1f} {half:.0f} {c:.1f} {end:.0f} {c:.1f}"
            f"V{d:.1f}C{half:.0f} {d:.1f} {half:.0f} {b:.1f} {start:.0f} {b:.1f}Z",
            f"r {colour(ribbon.source)} l{colour(ribbon.source)}",
            ground=True,
        )

    def _edges(self, part: Part, ribbon: Ribbon) -> tuple[float, float]:
        top, height = self._box[part]
        scale = height / part.event.size
        return top + (ribbon.start - part.start) * scale, top + (ribbon.end - part.start) * scale
