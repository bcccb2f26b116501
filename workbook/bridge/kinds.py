"""The kinds of thing that a cell can leave open, and how each is closed at once.

Twisted's own ways take a turn of the loop, and the cell that runs again does not wait.
"""

from __future__ import annotations

from contextvars import copy_context
from typing import Any

from twisted.internet.error import ConnectionAborted, ConnectionDone
from twisted.python.failure import Failure

from workbook.bridge import ledger


def close_port(port: Any) -> None:
    """Stop listening; ``stopListening`` does this one turn later."""
    port.stopReading()
    port.connectionLost(Failure(ConnectionDone()))


def close_connection(transport: Any) -> None:
    """Reset the connection; ``abortConnection`` does this one turn later."""
    transport.connectionLost(Failure(ConnectionAborted()))


def close_connector(connector: Any) -> None:
    """Reset the connection, or give up the attempt to get one."""
    if connector.state == "connected":
        close_connection(connector.transport)
    else:
        connector.stopConnecting()


PORT = ledger.Kind(
    "port",
    close_port,
    is_open=lambda port: port.connected and not port.disconnecting,
    describe=lambda port: str(port.getHost()),
)
CONNECTION = ledger.Kind(
    "connection",
    close_connection,
    is_open=lambda transport: transport.connected,
    describe=lambda transport: str(transport.getPeer()),
)
CONNECTOR = ledger.Kind(
    "client",
    close_connector,
    is_open=lambda connector: connector.state != "disconnected",
    describe=lambda connector: str(connector.getDestination()),
)
CHILD = ledger.Kind(
    "child",
    lambda child: child.signalProcess("KILL"),
    is_open=lambda child: child.pid is not None,
    describe=lambda child: f"process {child.pid}",
)


def keep_port(port: Any) -> Any:
    """Write *port* down, and every connection that it will accept."""
    accept: Any = getattr(port, "transport", None)

    def remember(*args: Any) -> Any:
        return keep_connection(accept(*args))

    if accept is not None and hasattr(port, "factory"):  # TCP, UNIX; UDP accepts nothing
        port.transport = remember
    return ledger.keep(port, PORT)


def keep_connector(connector: Any) -> Any:
    """Write a client's *connector* down, and so its connections."""
    return ledger.keep(connector, CONNECTOR)


def keep_connection(transport: Any) -> Any:
    """Write a *transport* down, which was accepted or adopted."""
    return ledger.keep(transport, CONNECTION)


def keep_child(child: Any) -> Any:
    """Write a *child* process down; its cell hears of its end, whoever reaps it."""
    if hasattr(child, "reapProcess"):  # Windows has none
        context, reap = copy_context(), child.reapProcess
        child.reapProcess = lambda: context.copy().run(reap)
    return ledger.keep(child, CHILD)


def number_of(port: Any) -> int | None:
    """Return the number that *port* listens on; a UNIX socket has none."""
    return getattr(port.getHost(), "port", None)


def take_over(number: int) -> bool:
    """Close the port *number* if another cell holds it, and say so.

    A script that is started anew finds its port free, because the former one has ended.
    In a notebook only this can free it: the cell may be edited or gone.
    """
    for run, port, kind in ledger.opened():
        if kind is PORT and run is not ledger.current.get() and number_of(port) == number:
            print(f"Port {number} was open in the cell `{run.title}`; it is closed there now.")
            close_port(port)
            return True
    return False
