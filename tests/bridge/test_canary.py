"""What stock Twisted does in a kernel. A failure here is good news: a patch can go."""

import pytest
from kernel import PATIENCE, Kernel
from test_escapes import HOLD, SPEAK

SETUP = """
import asyncio, os, sys
from twisted.internet import asyncioreactor
asyncioreactor.install(asyncio.get_running_loop())
from twisted.internet import reactor, defer, task, threads
from twisted.internet.protocol import Factory, ProcessProtocol, Protocol
reactor.startRunning(installSignalHandlers=False)

class Child(ProcessProtocol):
    def __init__(self):
        self.pipes, self.closed, self.ended = {0, 1, 2}, asyncio.Event(), False
    def childConnectionLost(self, pipe):
        self.pipes.remove(pipe)
        if not self.pipes:
            self.closed.set()
    def processEnded(self, reason):
        self.ended = True

async def turn():
    turned = asyncio.Event()
    reactor.callLater(0, turned.set)
    await turned.wait()

def listen(number=0):
    return reactor.listenTCP(number, Factory.forProtocol(Protocol), interface="127.0.0.1")
"""


@pytest.fixture(scope="module")
def stock():
    with Kernel() as kernel:
        kernel.run(SETUP)
        yield kernel


def test_a_pending_deferred_cannot_be_awaited(stock):
    """twisted#9806; else `awaits` can go."""
    assert "Task got bad yield" in stock.run("await task.deferLater(reactor, 0.001, int)").text


def test_a_cell_that_listens_cannot_be_run_again(stock):
    """Else `ledger` could be smaller."""
    stock.run("port = listen()\nnumber = port.getHost().port")

    assert "CannotListenError" == stock.run("port = listen(number)").error


def test_a_failed_deferred_that_a_name_holds_is_not_shown(stock):
    """Else `errors.Watch` need not look at names."""
    assert "" == stock.run("d = defer.fail(ValueError('kept'))").text


def test_a_traceback_shows_the_machinery(stock):
    """Else `errors.fold` can go."""
    cell = stock.run("reactor.callLater(0, lambda: 1 / 0)\nawait turn()")

    assert "runUntilCurrent" in cell.text


def test_a_child_that_closes_its_pipes_early_is_not_reaped(stock):
    """No signal handler is installed; else `interrupt` needs none for children."""
    cell = stock.run(
        "script = 'exec sleep 60 >&- 2>&- <&-'\n"
        "process = reactor.spawnProcess(child := Child(), '/bin/sh', ['sh', '-c', script])\n"
        "await child.closed.wait()\n"
        "process.signalProcess('KILL')\n"
        "os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended\n"
        "await turn(); await turn()\n"
        "child.ended"
    )

    assert "False" == cell.text


def test_the_last_words_of_a_command_are_lost(stock):
    """Else `escapes` can go."""
    stock.run(HOLD)

    assert "" == stock.run(SPEAK).text


def test_logging_takes_stdout_away(stock):
    """Else `errors.Logging` can go. It is the last test but one: it spoils the kernel."""
    stock.run("from twisted.python import log\nstdout = sys.stdout\nlog.startLogging(stdout)")

    assert "AssertionError" == stock.run("assert sys.stdout is stdout").error


def test_stop_takes_the_kernel_along(stock):
    """Else `NotebookReactor.stop` can go. It is the last test: the kernel is gone."""
    stock.send("reactor.stop()")

    assert 0 == stock.manager.provisioner.process.wait(PATIENCE)
