"""The broker: opens sockets for a program that has no network of its own.

It listens on 127.0.0.1, and connects to ports there that the check allows or that the
program itself opened. Nothing else gets out. Orders arrive on a socket of their own and are
carried out in a thread, because the check may sit in a real program meanwhile.
"""

from __future__ import annotations

import errno
import socket
import threading
from contextlib import suppress
from typing import Any

from workbook.engine import wire

HERE = "127.0.0.1"
BACKLOG = 1024
PATIENCE = 5.0  # seconds for a connection on this machine


class Broker:
    """Carries out one worker's orders for sockets until that worker has gone."""

    def __init__(self) -> None:
        self._ours, self.theirs = socket.socketpair()
        self.allowed: set[int] = set()  # ports that the check opened
        self.opened: set[int] = set()  # ports that the program has listened on
        self.refused: list[str] = []  # where the program wanted to go, and might not
        threading.Thread(target=self._serve, name="broker", daemon=True).start()

    def close(self) -> None:
        """Carry out no more orders."""
        with suppress(OSError):
            self._ours.shutdown(socket.SHUT_RDWR)

    def _serve(self) -> None:
        reader = wire.Reader(self._ours)
        with self._ours, suppress(wire.Gone):
            while True:
                order = reader.frame()
                wire.close_all(reader.fds)
                self._carry_out(order)

    def _carry_out(self, order: dict[str, Any]) -> None:
        try:
            opened = self._open(order)
        except OSError as problem:
            return wire.send(self._ours, {"errno": problem.errno or errno.ECONNREFUSED})
        with opened:
            opened.setblocking(False)  # else accept() would hold up the worker's reactor
            wire.send(self._ours, {}, [opened.fileno()])

    def _open(self, order: dict[str, Any]) -> socket.socket:
        port = order.get("port")
        if not isinstance(port, int) or not 0 <= port < 1 << 16:
            raise OSError(errno.EINVAL, "no port")
        if order.get("do") == "listen":
            listening = socket.create_server((HERE, port), backlog=BACKLOG)
            self.opened.add(listening.getsockname()[1])
            return listening
        host = str(order.get("host"))[:100]
        if host != HERE or port not in self.allowed | self.opened:
            self.refused.append(f"{host}:{port}")
            raise OSError(errno.EACCES, "not allowed")
        return socket.create_connection((HERE, port), PATIENCE)
