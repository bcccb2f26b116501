"""Before and after: the same conversation with two servers, side by side."""

from __future__ import annotations

from workbook.letters import Run
from workbook.pictures.chart import Chart, Lanes
from workbook.pictures.picture import Picture
from workbook.pictures.svg import Svg, cut
from workbook.record.recording import Recording

NARROW = Lanes(client=156, network=246, server=336, columns=19, width=490, times=False, events=75)

MARKS = {"✗": "bad", "✓": "good"}


def before_and_after(
    before: Recording,
    after: Recording,
    titles: tuple[str, str] = ("before", "after"),
    title: str = "The same conversation with two servers",
) -> Picture:
    """Draw the first connection of two recordings."""
    svg = Svg(2 * NARROW.width)
    charts = [Chart(svg, run, 0, NARROW) for run in (before, after)]
    ends = []
    for number, (chart, name) in enumerate(zip(charts, titles, strict=True)):
        x = number * NARROW.width
        mark = Run(name[:1], MARKS.get(name[:1], "text"))
        svg.text(x + NARROW.network, 28, [mark, Run(cut(name[1:], 50), "text")], "t", "middle")
        ends.append(chart.draw(x, 44))
    svg.height = max(ends) + 14
    svg.path(f"M{NARROW.width} 16V{svg.height - 14:.0f}", "ln", ground=True)
    says = " ".join(f"{name}: {chart.says()}" for name, chart in zip(titles, charts, strict=True))
    text = "\n\n".join(f"{name}\n{c.text()}" for name, c in zip(titles, charts, strict=True))
    return Picture(svg, title, says, text)
