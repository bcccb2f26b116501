"""A conversation that nobody sees, before the one that counts.

A forked process shares its memory with its parent until it writes to it, and the first write
to each page costs microseconds. A check writes to more than a thousand pages. A spare worker
has time to do that before anybody waits for it.
"""

from __future__ import annotations

import socket
from typing import Any

from workbook.engine.worker.reactor import WorkerReactor

ANSWER = """
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visitor(LineReceiver):
    def connectionMade(self):
        self.sendLine(b"name?")

    def lineReceived(self, line):
        self.sendLine(b"hello " + line)
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Visitor)
"""
TURNS = 8  # of the loop, for the whole conversation


def rehearse(reactor: WorkerReactor) -> None:
    """Load a small answer and let it serve a visitor."""
    module: dict[str, Any] = {"__name__": "rehearsal"}
    exec(compile(ANSWER, "rehearsal", "exec", dont_inherit=True), module)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    port = reactor.adopt(listening.detach(), module["make_factory"](reactor))
    with socket.create_connection(("127.0.0.1", port.getHost().port)) as visitor:
        reactor.iterate()
        visitor.sendall(b"Ada\r\n")
        for _ in range(TURNS):
            reactor.iterate()
        port.stopListening()
        reactor.iterate()
