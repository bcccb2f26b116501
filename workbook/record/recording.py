"""What a recording holds: plain values, which a file can keep and a learner can send.

No ``from __future__ import annotations`` here: the types of the rows below are read when
a file is loaded.
"""

import json
import math
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, get_args

KEPT = 1024  # bytes that are kept of each event; its size is always known
MOST = 10_000  # events that are kept, and callbacks, so that a long run does not fill the memory
FORMAT = "twisted-workbook recording 1"


class NotARecording(ValueError):
    """A file holds something else, or was damaged; the text says what to do."""


class Connection(NamedTuple):
    """The two ends of a TCP connection: what was there, or "" for another program."""

    client: str
    server: str


class Event(NamedTuple):
    """Something that happened at one end of a connection."""

    time: float
    connection: int
    end: str
    """``client`` or ``server``."""

    kind: str
    """``write`` (by the program), ``send`` (to the system), ``arrival``, ``call``, ``close``."""

    name: str
    size: int
    content: bytes
    note: str = ""


class Callback(NamedTuple):
    """A stretch of time in which the loop ran something."""

    time: float
    seconds: float
    name: str


class Timer(NamedTuple):
    """A delayed call that ran."""

    due: float
    ran: float
    name: str


class Chain(NamedTuple):
    """A Deferred, and how far it got when the recording ended."""

    name: str
    rail: str
    """Where its result is: ``callback``, ``errback``, or "" while there is none."""

    result: str


class Rung(NamedTuple):
    """One callback, errback or both, as they were added to a chain."""

    chain: int
    callback: str
    errback: str
    took: str = ""
    """Which of the two ran; "" if neither did."""

    given: str = ""
    """The value that it ran with."""


class Step(NamedTuple):
    """What a protocol's state was before an event, and after it."""

    time: float
    connection: int
    end: str
    before: str
    event: str
    after: str


@dataclass
class Recording:
    """What happened in one block; all times are seconds since the block began."""

    seconds: float = 0.0
    missed: int = 0
    """The number of events and callbacks that came when the recording was full."""

    connections: list[Connection] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    callbacks: list[Callback] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    rungs: list[Rung] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def save(self, path: str | Path) -> None:
        """Write the recording to a file, as JSON."""
        rows = {name: getattr(self, name) for name in _ROWS}
        document = {"format": FORMAT, "seconds": self.seconds, "missed": self.missed, **rows}
        Path(path).write_text(json.dumps(_plain(document), indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, path: str | Path) -> "Recording":
        """Read what `save` wrote, also where a stranger wrote it.

        Raises:
            NotARecording: the file is no recording.
            OSError: it cannot be read.
        """
        try:
            document = json.loads(Path(path).read_bytes())
            if document["format"] != FORMAT:
                raise ValueError(document["format"])
            rows = {
                name: [_row(row, values) for values in document[name]]
                for name, row in _ROWS.items()
            }
            seconds, missed = _typed(float, document["seconds"]), _typed(int, document["missed"])
            return cls(seconds, missed, **rows)._checked()
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise NotARecording(
                f"{path} is no recording, or is damaged. Write one anew with run.save."
            ) from error

    def _checked(self) -> "Recording":
        for end, connection in [(each.end, each.connection) for each in self.events] + [
            (each.end, each.connection) for each in self.steps
        ]:
            if end not in ("client", "server"):
                raise ValueError(f"{end} is no end")
            self.connections[connection]
        for rung in self.rungs:
            self.chains[rung.chain]
        if any(event.size < len(event.content) for event in self.events):
            raise ValueError("an event is larger than it says")
        return self


_ROWS: dict[str, Any] = {
    each.name: get_args(each.type)[0] for each in fields(Recording) if get_args(each.type)
}


def _plain(value: Any) -> Any:
    """Return *value* as JSON knows it; bytes become the characters of the same numbers."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _row(row: Any, values: list[Any]) -> Any:
    kinds = row.__annotations__.values()
    return row(*(_typed(kind, value) for kind, value in zip(kinds, values, strict=True)))


def _typed(kind: Any, value: Any) -> Any:
    if kind is bytes:
        return value.encode("latin-1")
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (kind is float and not math.isfinite(value)):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value
