"""Plain sockets: the bytes of every TCP connection, and clients that are not Twisted's."""

from __future__ import annotations

import socket
from contextlib import suppress
from time import perf_counter
from typing import Any

from workbook.record.patches import Method, Patches
from workbook.record.wire import End, Wire

INTERNET = socket.AF_INET, socket.AF_INET6


def record_sockets(wire: Wire, patches: Patches) -> None:
    """Note what every TCP socket of this process sends and gets."""
    for name in ("send", "sendall", "sendmsg"):
        patches.wrap(socket.socket, name, sending(wire, name))
    for name in ("recv", "recv_into"):
        patches.wrap(socket.socket, name, receiving(wire, name))
    for name in ("shutdown", "close"):
        patches.wrap(socket.socket, name, calling(wire, name))


def end_of(wire: Wire, sock: socket.socket) -> End | None:
    """Return the end that a plain socket is; None if it is no TCP connection, or not yet."""
    end = wire.plain.get(sock)
    if end is None and sock.family in INTERNET and sock.type == socket.SOCK_STREAM:
        with suppress(OSError):  # not connected
            end = wire.plain[sock] = wire.end(sock.getsockname()[:2], sock.getpeername()[:2])
    return end


def sending(wire: Wire, name: str) -> Any:
    """What a plain socket sends is written and sent at once; a transport has written before."""

    twisted = wire.twisted

    def around(method: Method) -> Method:
        def send(sock: socket.socket, content: Any, *args: Any) -> Any:
            __tracebackhide__ = True
            end = twisted.get(sock) or end_of(wire, sock)
            began = perf_counter()
            sent = method(sock, content, *args)
            if end is not None and sent != 0:
                whole = b"".join(content) if name == "sendmsg" else content
                if not end.role:
                    wire.note(end, "write", name, whole[:sent], at=began)
                wire.note(end, "send", "send", whole[:sent], at=began)
            return sent

        return send

    return around


def receiving(wire: Wire, name: str) -> Any:
    """A transport hands what it gets to ``dataReceived``."""

    twisted = wire.twisted

    def around(method: Method) -> Method:
        def receive(sock: socket.socket, wanted: Any, *args: Any) -> Any:
            __tracebackhide__ = True
            got = method(sock, wanted, *args)
            end = twisted.get(sock) or end_of(wire, sock)
            if end is not None:
                content = got if name == "recv" else bytes(wanted[:got])
                if content:
                    wire.note(end, "arrival", "dataReceived" if end.role else name, content)
                elif not end.role:
                    wire.note(end, "call", name, note="nothing more will come")
            return got

        return receive

    return around


def calling(wire: Wire, name: str) -> Any:
    """How a plain socket ends; of a transport this is the machinery."""

    twisted = wire.twisted

    def around(method: Method) -> Method:
        def call(sock: socket.socket, *args: Any) -> Any:
            end = end_of(wire, sock) if sock not in twisted and sock.fileno() >= 0 else None
            if end is not None:
                wire.note(end, "close" if name == "close" else "call", f"{name}()")
            return method(sock, *args)

        return call

    return around
