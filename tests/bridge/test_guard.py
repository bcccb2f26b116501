"""A cell that waits for its own server is told so, and what to do."""

import inspect
import os

import pytest

from workbook.bridge import guard

SETUP = """
import socket, time, urllib.request
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol
from workbook.bridge import guard

port = reactor.listenTCP(0, Factory.forProtocol(Protocol), interface="127.0.0.1").getHost().port
"""


@pytest.fixture(scope="module", autouse=True)
def server(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', port))",
        "socket.socket().connect(('localhost', port))",
        "urllib.request.urlopen(f'http://127.0.0.1:{port}/')",
    ],
)
def test_a_blocking_connection_to_ourselves_is_refused(kernel, code):
    """It would wait for ever; the way out is in the message."""
    cell = kernel.run(code)

    assert "WouldDeadlock" == cell.error
    assert "Begin the cell with %%blocking" in cell.text


def test_a_connection_to_another_program_is_not(kernel):
    """Only this notebook's own servers need this thread."""
    cell = kernel.run(
        "other = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(other.getsockname()).close()"
    )

    assert "" == cell.error


def test_a_socket_that_does_not_block_is_not(kernel):
    """It waits for nobody."""
    cell = kernel.run("s = socket.socket()\ns.setblocking(False)\ns.connect(('127.0.0.1', port))")

    assert "BlockingIOError" == cell.error


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ("open(fifo).read()", "open(fifo).read()"),
        ("get_ipython().system('cat {fifo}')", "!cat {fifo}"),  # or curl, or anything
    ],
)
def test_the_watchdog_names_the_line(kernel, tmp_path, shown, line):
    """After two seconds (here less) of a held-up reactor, while the cell still runs."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    kernel.run("guard.PATIENCE = guard.PAUSE = 0.05")
    cell = kernel.send(f"fifo = {str(fifo)!r}\n{line}")

    kernel.wait_for(cell, f"line 2, `{shown}`, has held up the reactor")

    fifo.write_text("released")
    assert "released" in kernel.finish(cell).text


def test_the_watchdog_names_no_line_of_a_magic_that_takes_its_time():
    """It hides itself from tracebacks: the learner did not write it."""

    def magic():
        __tracebackhide__ = True
        return inspect.currentframe()

    assert "" == guard.learners_line(magic(), namespace={})


def test_the_watchdog_blames_nobody_for_a_check_that_takes_its_time(kernel):
    """An exercise's cell is a magic that hides itself; a plain line beside it is named."""
    kernel.run(
        "import sys, multiprocessing.pool\n"
        "def line():\n"
        "    return guard.learners_line(sys._current_frames()[reactor.thread], globals())\n"
        "body = 'def check(_, cell):\\n __tracebackhide__ = True\\n print(repr(apply(line)))'\n"
        "module = {'line': line, 'apply': multiprocessing.pool.ThreadPool(1).apply}\n"
        "exec(body, module)\n"
        "get_ipython().register_magic_function(module['check'], 'cell')"
    )

    checked = kernel.run("%%check\npass")
    plain = kernel.run("module['apply'](line)")

    assert "''\n" == checked.text
    assert "module['apply'](line)" in plain.text
