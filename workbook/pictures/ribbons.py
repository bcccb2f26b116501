"""Byte ribbons: who wrote what, and how the stream carried it to the other end.

Time goes downwards. A ribbon joins the *same bytes* wherever they are, so that one sees
several writes become one arrival, and one write become several.
"""

from __future__ import annotations

from workbook.pictures.chart import Chart, Lanes
from workbook.pictures.picture import Picture
from workbook.pictures.svg import Svg
from workbook.record.recording import Recording

WIDE = Lanes(client=350, network=480, server=610, columns=38, width=960, times=True)


def ribbons(
    run: Recording, connection: int = 1, title: str = "", *, lanes: Lanes = WIDE
) -> Picture:
    """Draw one connection of a recording; the first one has number 1.

    Raises:
        LookupError: there is no such connection.
    """
    if not 0 < connection <= len(run.connections):
        raise LookupError(
            f"There is no connection {connection}: the recording has {len(run.connections)}."
        )
    svg = Svg(lanes.width)
    chart = Chart(svg, run, connection - 1, lanes)
    svg.height = chart.draw(0, 8) + 12
    title = title or "Who wrote what, and how it arrived"
    if len(run.connections) > 1:
        title += f" (connection {connection} of {len(run.connections)})"
    return Picture(svg, title, chart.says(), chart.text())
