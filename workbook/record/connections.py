"""Connections of Twisted: what a protocol writes, what it is told, and how it ends."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from twisted.internet import error, tcp
from twisted.internet.protocol import BaseProtocol

from workbook.record.patches import Method, Patches
from workbook.record.recording import Recording
from workbook.record.sockets import record_sockets
from workbook.record.wire import End, Wire

CALLS = (
    *("lineReceived", "stringReceived", "lineLengthExceeded"),
    *("readConnectionLost", "writeConnectionLost", "timeoutConnection"),
)
"""Methods of a protocol that are written down beside the three of every protocol."""

ENDINGS = ("loseConnection", "loseWriteConnection", "abortConnection")
WRAPPED = ("_wrappedProtocol", "wrappedProtocol", "_channel")  # endpoints, policies, web


@contextmanager
def recorded_connections(run: Recording, began: float, reactor: Any) -> Iterator[None]:
    """Record connections into *run* until the block ends; also those that are open now."""
    wire = Wire()
    with Patches() as patches:
        twisted = Transports(wire, patches)
        for each in [*reactor.getReaders(), *reactor.getWriters()] if reactor else []:
            if isinstance(each, tcp.Connection) and each.connected:
                twisted.greet(twisted.meet(each), each.protocol)
        record_sockets(wire, patches)
        try:
            yield
        finally:
            patches.close()
            wire.finish(run, began)


class Transports:
    """Notes what goes on at transports and their protocols."""

    def __init__(self, wire: Wire, patches: Patches) -> None:
        self._wire, self._patches = wire, patches
        self._classes: set[type] = set()
        patches.wrap(BaseProtocol, "makeConnection", self._made)
        patches.wrap(tcp.Connection, "write", self._written)
        patches.wrap(tcp.Connection, "writeSequence", self._sequence)
        patches.wrap(tcp.Connection, "connectionLost", self._lost)
        for name in ENDINGS:
            patches.wrap(tcp.Connection, name, self._asked_to_end(name))

    def meet(self, transport: tcp.Connection) -> End | None:
        """Return the end that *transport* is; None if it is no TCP."""
        end = self._wire.twisted.get(transport)
        role = "server" if isinstance(transport, tcp.Server) else "client"
        if end is None and transport.connected:
            here, there = transport.getHost(), transport.getPeer()
            if hasattr(here, "port"):
                end = self._wire.end((here.host, here.port), (there.host, there.port), role)
                self._wire.twisted[transport] = self._wire.twisted[transport.socket] = end
        elif end is None and transport.disconnected:  # somebody writes to a ghost
            end = self._wire.end(("gone", id(transport)), ("", 0), role)
            end.who, self._wire.twisted[transport] = "a protocol", end
            self._wire.note(end, "close", "connectionLost", note="before this")
        return end

    def greet(self, end: End | None, protocol: Any) -> bool:
        """Learn who is at *end*; return whether that is news."""
        if end is None or end.greeted:
            return False
        inner = innermost(protocol)
        end.greeted, end.who = True, type(inner).__name__
        if type(inner) not in self._classes:
            self._classes.add(type(inner))
            for name in CALLS:
                if callable(getattr(type(inner), name, None)):
                    self._patches.wrap(type(inner), name, self._called(type(inner), name))
        return True

    def _made(self, method: Method) -> Method:
        def makeConnection(protocol: Any, transport: Any) -> Any:
            __tracebackhide__ = True
            end = self.meet(transport) if isinstance(transport, tcp.Connection) else None
            if end is None or not self.greet(end, protocol):
                return method(protocol, transport)
            self._wire.note(end, "call", "connectionMade")
            before = state(innermost(protocol))
            method(protocol, transport)
            self._changed(end, before, "connectionMade", innermost(protocol))

        return makeConnection

    def _written(self, method: Method) -> Method:
        ends = self._wire.twisted

        def write(transport: Any, content: Any) -> Any:
            end = ends.get(transport) or self.meet(transport)
            if end is not None and isinstance(content, bytes):
                self._wire.note(end, "write", "write", content)
            return method(transport, content)

        return write

    def _sequence(self, method: Method) -> Method:
        def writeSequence(transport: Any, pieces: Any) -> Any:
            end = self.meet(transport)
            if end is not None and isinstance(pieces, list | tuple):
                self._wire.note(end, "write", "writeSequence", b"".join(pieces))
            return method(transport, pieces)

        return writeSequence

    def _asked_to_end(self, name: str) -> Any:
        def around(method: Method) -> Method:
            def ending(transport: Any, *args: Any) -> Any:
                if (end := self.meet(transport)) is not None:
                    self._wire.note(end, "call", f"{name}()")
                return method(transport, *args)

            return ending

        return around

    def _lost(self, method: Method) -> Method:
        def connectionLost(transport: Any, reason: Any) -> Any:
            end, protocol = self.meet(transport), getattr(transport, "protocol", None)
            if end is None or protocol is None:
                return method(transport, reason)
            self._wire.note(end, "close", "connectionLost", note=said(reason))
            before = state(innermost(protocol))
            method(transport, reason)
            self._changed(end, before, "connectionLost", innermost(protocol))

        return connectionLost

    def _called(self, owner: type, name: str) -> Any:
        def around(method: Method) -> Method:
            def called(protocol: Any, *args: Any) -> Any:
                __tracebackhide__ = True
                end = self._end_of(protocol)
                if end is None or type(protocol) is not owner:  # called by way of ``super()``
                    return method(protocol, *args)
                content = args[0] if args and isinstance(args[0], bytes) else b""
                self._wire.note(end, "call", name, content)
                before = state(protocol)
                try:
                    return method(protocol, *args)
                finally:
                    if before:
                        word = content.split(maxsplit=1)[:1] or [b""]
                        event = word[0][:40].decode("utf-8", "backslashreplace") or name
                        self._wire.step(end, before, event, state(protocol))

            return called

        return around

    def _end_of(self, protocol: Any) -> End | None:
        transport = getattr(protocol, "transport", None)
        while transport is not None and not isinstance(transport, tcp.Connection):
            transport = getattr(transport, "transport", None)  # a layer such as TLS
        return None if transport is None else self.meet(transport)

    def _changed(self, end: End, before: str, event: str, protocol: Any) -> None:
        if before != (after := state(protocol)):
            self._wire.step(end, before, event, after)


def innermost(protocol: Any) -> Any:
    """Return the protocol that a person wrote, out of the wrappers of Twisted."""
    names = getattr(protocol, "__dict__", {})
    for each in WRAPPED:
        if names.get(each) is not None:
            return innermost(names[each])
    return protocol


def state(protocol: Any) -> str:
    """Return the name in a protocol's attribute ``state``; "" if it keeps none there."""
    value = getattr(protocol, "state", "")
    if isinstance(value, enum.Enum):
        return value.name
    return str(value) if isinstance(value, str | int) else ""


def said(reason: Any) -> str:
    """Return why a connection ended, in a few words."""
    name = reason.type.__name__
    known = reason.check(error.ConnectionDone, error.ConnectionLost, error.ConnectionAborted)
    return name if known else f"{name}: {reason.getErrorMessage()}"
