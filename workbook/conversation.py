"""The talk of a check with a learner's server, as a picture: seen from the check's side."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import words
from workbook.pictures import Picture, ribbons
from workbook.pictures.chart import Lanes
from workbook.record import Recording
from workbook.record.recording import Connection, Event
from workbook.report import Moment, Result

DRAWN = 16  # moments that are drawn: the last ones
ON_THE_CARD = Lanes(client=290, network=405, server=520, columns=31, width=760, times=True)

CALLS = ("connected", "half_close")
BY_CHECK = (*CALLS, "close", "reset")


def picture(result: Result) -> Picture | None:
    """Draw the connection on which a check failed; None if there was none."""
    if not result.talk:
        return None
    steps = sum(each.connection == result.connection for each in result.talk)
    title = words.DRAWN_TITLE if steps <= DRAWN else words.DRAWN_LAST.format(DRAWN)
    return ribbons(recording(result), result.connection, title, lanes=ON_THE_CARD)


def recording(result: Result) -> Recording:
    """Return the last of what was said on that connection, and what should have come."""
    number, exchange = result.connection, result.exchange
    last = [each for each in result.talk if each.connection == number][-DRAWN:]
    began, ended = last[0].time, last[-1].time - last[0].time
    events = [event for moment in last for event in _events(moment, began)]
    if exchange and exchange.expected not in (b"", exchange.came_back):
        wanted = exchange.expected
        row = ended, number - 1, "client", "call", words.EXPECTED, len(wanted), wanted
        events.append(Event(*row))
    ends = [Connection(words.CHECK, words.PROGRAM)] * max(each.connection for each in result.talk)
    return Recording(ended, connections=ends, events=events)


def _events(moment: Moment, began: float) -> Iterator[Event]:
    """Yield what a moment was: at the end that sent, in the network, and at the other end."""
    content = moment.size, moment.content

    def event(end: str, kind: str, name: str) -> Event:
        return Event(moment.time - began, moment.connection - 1, end, kind, name, *content)

    if moment.what in ("sent", "came"):
        ends = ("client", "server") if moment.what == "sent" else ("server", "client")
        yield event(ends[0], "write", "sent")
        yield event(ends[0], "send", "")
        yield event(ends[1], "arrival", "received" if ends[1] == "client" else "delivered")
    else:
        end = "client" if moment.what in BY_CHECK else "server"
        yield event(end, "call" if moment.what in CALLS else "close", moment.what)
