"""A thread that serves a socket, and of which others can tell whether it is at rest.

It says what it waits for before it waits, and takes bytes only after it has said that it
goes on. In between, its socket tells.
"""

from __future__ import annotations

import select
import socket
import threading

NOTHING = 0  # to wait for, but the check's word


class Over(Exception):
    """Nothing more is wanted of this thread."""


class Waiting:
    """Runs `run` in a thread, which waits for the socket *ours* with `wait`."""

    def __init__(self, ours: socket.socket) -> None:
        self.socket = ours
        ours.setblocking(False)
        self._bell, self._ring = socket.socketpair()
        self._awaited: int | None = None  # None: it is at work
        self._steps = 0
        self._thread = threading.Thread(target=self._live, name="peer", daemon=True)
        self._thread.start()

    def run(self) -> None:
        """Do the work."""
        raise NotImplementedError

    def wait(self, event: int) -> None:
        """Wait until the socket is ready, or, for `NOTHING`, until `release`.

        Raises:
            Over: it never will.
        """
        self._awaited = event
        while not (ready := self._ready(event)) or self._bell.fileno() in ready:
            if not self._bell.recv(1):
                raise Over
            if event == NOTHING:
                break
        self._steps += 1
        self._awaited = None

    def release(self) -> None:
        """Let it go on, if it waits for `NOTHING`."""
        if self._awaited == NOTHING and self._thread.is_alive():
            self._ring.send(b"!")

    def moment(self) -> int | None:
        """Return how many waits are over; None while it is at work, or about to be."""
        awaited, steps = self._awaited, self._steps
        if not self._thread.is_alive():
            return self._steps
        return None if awaited is None or self._ready(awaited, 0) else steps

    def end(self) -> None:
        """End the thread where it waits, and close the socket."""
        self._ring.close()
        self._thread.join()
        self._bell.close()

    def _live(self) -> None:
        with self.socket:
            self.run()

    def _ready(self, event: int, patience: int | None = None) -> set[int]:
        poll = select.poll()
        poll.register(self._bell, select.POLLIN)
        if event != NOTHING:
            poll.register(self.socket, event)
        return {fd for fd, _ in poll.poll(patience)}
