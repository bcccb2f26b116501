"""What stands beside the events of a connection."""

from __future__ import annotations

from textwrap import wrap

from workbook.letters import Run
from workbook.pictures.stream import Part
from workbook.pictures.svg import amount, columns, cut, plain, spelt

BLOCKS = ("write", "arrival", "send")  # kinds of events that are drawn as blocks of bytes


def label(part: Part, room: int) -> list[list[Run]]:
    """Return the lines that stand beside an event, none wider than *room* columns."""
    event = part.event
    is_block = event.kind in BLOCKS
    name = Run(cut(event.name, room), "b" if is_block else "d")
    said = spelt(event.content, event.size, room) if event.size else ()
    line = [name, Run(" ", "text"), *said] if said else [name]
    size = [Run(f"  {amount(event.size)}", "d")] if is_block else []
    lines = [line + size]
    if sum(columns(run.shown) for run in lines[0]) > room:
        lines = [[name, *size], [*said]]
    notes = wrap(event.note, room, max_lines=3, placeholder="…") if event.note else []
    if len(notes) == 1 and columns(event.name + event.note) < room:
        lines[0].append(Run(f" {notes.pop()}", "d"))
    remark = [[Run(part.remark, "b warn")]] if part.remark and event.kind == "arrival" else []
    return lines + [[Run(note, "d")] for note in notes] + remark


def row(part: Part) -> str:
    """Return an event as a line of text."""
    event = part.event
    content = plain(spelt(event.content, event.size, 60)) if event.size else ""
    said = " ".join(filter(None, [event.name, content, event.note]))
    if event.kind == "send":
        said = "handed to the network"
    size = f" ({amount(event.size)})" if event.kind in BLOCKS else ""
    remark = f", {part.remark}" if part.remark else ""
    return f"{event.time * 1000:9.1f} ms  {event.end}: {said}{size}{remark}"


def who(name: str) -> str:
    """Return what an end of a connection is."""
    return name or "another program"


def full(part: Part) -> str:
    """Return what a mouse over a block shows."""
    return f"{amount(part.event.size)}: {plain(spelt(part.event.content, part.event.size, 60))}"


def colour(part: Part) -> str:
    """Return the colour of a direction: the stream's that the bytes are in."""
    from_client = (part.event.end == "client") == (part.event.kind != "arrival")
    return "one" if from_client else "two"
