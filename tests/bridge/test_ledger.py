"""A cell can be run again: what its last run opened is closed first."""

from ast import literal_eval

import pytest

SETUP = """
import os
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.protocol import Factory, ProcessProtocol, Protocol
from twisted.internet.protocol import DatagramProtocol, ReconnectingClientFactory
from twisted.internet.task import deferLater

class Quiet(Protocol):
    def connectionLost(self, reason):
        print("lost", reason.type.__name__)

class Ends(ProcessProtocol):
    def __init__(self):
        self.ended = Deferred()
    def processEnded(self, reason):
        self.ended.callback(reason.value.signal)

def listen(number=0):
    return reactor.listenTCP(number, Factory.forProtocol(Quiet), interface="127.0.0.1")

def number():
    return port.getHost().port

def connect():
    return connectProtocol(TCP4ClientEndpoint(reactor, "127.0.0.1", number()), Quiet())

port = listen()
"""


@pytest.fixture(autouse=True)
def names(kernel):
    kernel.run(SETUP, cell="setup")


def test_a_cell_listens_again_on_its_port(kernel):
    """The error "Address already in use" never comes from the cell's own last run."""
    kernel.run("fixed = number()", cell="fixed")
    kernel.run("port = listen(fixed)", cell="setup")

    again = kernel.run("port = listen(fixed)\nnumber() == fixed", cell="setup")

    assert "True" == again.text


def test_another_cell_takes_a_port_over_and_says_so(kernel):
    """The message names the cell that held the port."""
    cell = kernel.run("port = listen(number())", cell="other")

    assert "" == cell.error
    assert "was open in the cell `import os`" in cell.text


def test_a_port_that_this_run_holds_is_not_taken(kernel):
    """To listen twice in one cell is a mistake in a script as well."""
    cell = kernel.run("port = listen()\nlisten(number())", cell="other")

    assert "CannotListenError" == cell.error


def test_a_port_of_another_program_is_not_taken(kernel):
    """The way out is in the message."""
    cell = kernel.run(
        "import socket\nheld = socket.create_server(('127.0.0.1', 0))\n"
        "listen(held.getsockname()[1])"
    )

    assert "CannotListenError" == cell.error
    assert "Ask for port 0" in cell.text


def test_connections_are_closed_on_both_sides(kernel):
    """The server's cell takes its accepted connections along."""
    kernel.run("client = await connect()", cell="client")
    kernel.run("lost = Deferred()\nclient.connectionLost = lost.errback", cell="watch")
    kernel.run("port = listen()", cell="setup")

    cell = kernel.run("await lost")

    assert "ConnectionLost" == cell.error


@pytest.mark.parametrize(
    ("adopt", "protocol", "make"),
    [
        ("StreamPort", "Factory()", "own = socket.create_server(here)"),
        ("DatagramPort", "DatagramProtocol()", "own = socket.socket(type=2); own.bind(here)"),
        ("StreamConnection", "Factory.forProtocol(Protocol)", "own, other = socket.socketpair()"),
    ],
)
def test_an_adopted_socket_is_closed(kernel, adopt, protocol, make):
    """A socket that was made by hand is the reactor's from then on."""
    kernel.run("import socket\nhere = '127.0.0.1', 0")

    first = kernel.run(
        f"{make}\nown.setblocking(False)\n"
        f"kept = reactor.adopt{adopt}(own.fileno(), own.family, {protocol})\nbool(kept.connected)",
        cell="adopts",
    )
    again = kernel.run("bool(kept.connected)", cell="adopts")

    assert ("", "True") == (first.error, first.text)
    assert ("", "False") == (again.error, again.text)


def test_a_timer_of_the_last_run_is_cancelled(kernel):
    """Its function is never called; whoever kept it may cancel it."""
    kernel.run("kept = reactor.callLater(60, print)", cell="timer")

    again = kernel.run("kept.cancel()\nkept in reactor.getDelayedCalls()", cell="timer")

    assert "False" == again.text


def test_a_child_of_the_last_run_is_killed(kernel):
    """Children die with the run that started them, and are reaped."""
    kernel.run("reactor.spawnProcess(child := Ends(), '/bin/sleep', ['sleep', '60'])", cell="child")
    kernel.run("pass", cell="child")

    assert "9" == kernel.value("await child.ended")


def test_a_client_that_reconnects_for_ever_ends_with_its_run(kernel):
    """A run that is over opens nothing more."""
    kernel.run(
        "class Again(ReconnectingClientFactory):\n"
        "    protocol = Quiet\n"
        "    initialDelay = 0.001\n"
        "again = Again()\n"
        "reactor.connectTCP('127.0.0.1', number(), again)\n"
        "await deferLater(reactor, 0.01, lambda: None)",
        cell="again",
    )
    kernel.run("pass", cell="again")

    cell = kernel.run("await deferLater(reactor, 0.02, lambda: again.numPorts)")

    assert "0" == cell.text


def test_cells_without_an_id_are_told_apart_by_their_text(kernel):
    """A console names no cell; the same text is then the same cell."""
    kernel.run("first = listen()")
    kernel.run("first = listen()\n")
    kernel.run("second = listen()")
    kernel.run("kept = first\nfirst.connected, second.connected")

    again = kernel.run("second = listen()")

    assert "" == again.error


def test_the_shared_cooperator_outlives_every_cell(kernel):
    """Twisted has one for all; a run that ends may not stop it."""
    kernel.run("from twisted.internet.task import cooperate")
    kernel.run("work = cooperate(iter(range(10**9)))", cell="work")
    kernel.run("work.stop()\nawait cooperate(iter([1])).whenDone()", cell="work")

    assert "True" == kernel.value("await cooperate(iter([1])).whenDone() is not None")


def test_all_that_is_open_can_be_listed_and_closed(kernel):
    """Every port, client, connection, child and timer, under the first line of its cell."""
    kernel.run("from workbook import bridge\nbridge.close_all()")
    kernel.run(SETUP, cell="setup")
    kernel.run("client = await connect()", cell="client")
    kernel.run("reactor.spawnProcess(child := Ends(), '/bin/sleep', ['sleep', '60'])", cell="child")
    kernel.run("# wait\ntimer = reactor.callLater(60, print)", cell="timer")

    table = kernel.value("sorted({row[:2] for row in bridge.resources()})")
    kernel.run("bridge.close_all()\nawait child.ended")

    assert {
        ("import os", "port"),
        ("import os", "connection"),
        ("client = await connect()", "client"),
        ("reactor.spawnProcess(child := Ends(), '/bin/sleep', ['sleep', '60'])", "child"),
        ("timer = reactor.callLater(60, print)", "timer"),
    } == set(literal_eval(table))
    assert "[]" == kernel.value("bridge.resources()")
