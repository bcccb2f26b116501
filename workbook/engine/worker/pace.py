"""The reactor's loop, turn by turn: after each one it waits until its time was read."""

from __future__ import annotations

import socket
from contextlib import suppress

from workbook.engine.worker.reactor import WorkerReactor


def pace(reactor: WorkerReactor, line: socket.socket) -> None:
    """Wait for a byte on *line* after each turn of the loop, until *line* is closed."""
    turn = reactor.doIteration

    def paced(delay: float) -> None:
        turn(delay)
        with suppress(OSError):
            line.send(b".")
            if line.recv(1):
                return
        line.close()
        vars(reactor).pop("doIteration")

    vars(reactor)["doIteration"] = paced
