"""What a picture of 150 events costs: milliseconds to draw, and kilobytes in a notebook."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from workbook import pictures
from workbook.pictures.svg import spelt
from workbook.record.recording import (
    Callback,
    Chain,
    Connection,
    Event,
    Recording,
    Rung,
    Step,
    Timer,
)

EVENTS = 150
ROUNDS = 30


def main() -> None:
    """Print a row for each picture: the least milliseconds, and its size."""
    run = recording()
    drawings: dict[str, Callable[[], pictures.Picture]] = {
        name: partial(getattr(pictures, name), run)
        for name in ("ribbons", "loop", "ladder", "states")
    }
    drawings["before_and_after"] = partial(pictures.before_and_after, run, run)
    for name, draw in drawings.items():
        taken = min(seconds(draw) for _ in range(ROUNDS))
        size = len(draw().html().encode())
        print(f"{name:18}{taken * 1000:>8.1f} ms{size / 1000:>8.0f} kB")


def seconds(draw: Callable[[], pictures.Picture]) -> float:
    """Return how long one drawing takes, from the recording to the page."""
    spelt.cache_clear()
    began = time.process_time()
    draw().html()
    return time.process_time() - began


def recording() -> Recording:
    """Return a recording of which each picture can show 150 events."""
    run = Recording(seconds=EVENTS / 100, connections=[Connection("Asker", "Pong")])
    for n in range(EVENTS // 3):
        line = f"PING {n} 你好\r\n".encode()
        for end, kind, name in (
            ("client", "write", "write"),
            ("client", "send", "send"),
            ("server", "arrival", "dataReceived"),
        ):
            run.events.append(Event(n / 50, 0, end, kind, name, len(line), line))
    for n in range(EVENTS):
        run.callbacks.append(Callback(n / 100, 0.06 if n % 30 == 0 else 0.001, "heartbeat"))
        run.timers.append(Timer(n / 100, (n + n % 2) / 100, f"timer {n % 9}"))
        if n % 5 == 0:
            run.chains.append(Chain("", "callback", "'the end'"))
        run.rungs.append(Rung(n // 5, "parse", "rescue", "callback", f"a value, number {n}"))
        run.steps.append(Step(n / 100, 0, "server", f"S{n % 5}", f"event {n}", f"S{(n + 1) % 7}"))
    return run


if __name__ == "__main__":
    main()
