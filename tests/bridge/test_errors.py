"""An error that nobody handles is shown at once, in the cell that caused it."""

import pytest

SETUP = """
import sys
from twisted.internet import defer, reactor
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import deferLater
from twisted.python import log

def soon(function, *args):
    return deferLater(reactor, 0.001, function, *args)

def fail():
    raise ValueError("why")

async def fails():
    await soon(int)
    fail()
"""


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    "code",
    [
        "reactor.callLater(0, fail)",
        "reactor.callFromThread(fail)",
        "defer.execute(fail)",
        "soon(fail)",
        "defer.ensureDeferred(fails())",
        "reactor.callInThread(fail)",
    ],
)
def test_an_error_reaches_its_cell_after_the_cell_has_ended(kernel, code):
    """It is a traceback, without Twisted's frames, and no other cell has it."""
    cell = kernel.run(f"{code}; None")
    later = kernel.run("await deferLater(reactor, 0.01, int)")

    kernel.wait_for(cell, "ValueError: why")

    assert "Nobody handled this error" in cell.text
    assert "raise ValueError" in cell.text
    assert "twisted" not in cell.text
    assert "0" == later.text


def test_an_error_of_a_server_is_shown_where_the_server_is(kernel):
    """The cell of the client has done nothing wrong."""
    server = kernel.run(
        "class Bad(Protocol):\n"
        "    def dataReceived(self, data): fail()\n"
        "port = reactor.listenTCP(0, Factory.forProtocol(Bad), interface='127.0.0.1')"
    )
    client = kernel.run(
        "%%blocking\nimport socket\n"
        "s = socket.create_connection(('127.0.0.1', port.getHost().port))\ns.send(b'x')\ns.recv(1)"
    )

    kernel.wait_for(server, "ValueError: why")

    assert "dataReceived" in server.text
    assert "b''" == client.text


def test_a_failed_deferred_that_a_name_holds_is_named(kernel):
    """It would never be reported, because it is never collected."""
    cell = kernel.run("d = defer.execute(fail)")

    assert "await `d`" in cell.text
    assert "ValueError: why" in cell.text


def test_it_is_reported_once(kernel):
    """Neither the next cell nor the end of the name reports it again."""
    kernel.run("d = defer.execute(fail)")
    after = kernel.run("1")
    gone = kernel.run("del d")

    assert "1" == after.text
    assert "" == gone.text


def test_an_errback_in_the_same_cell_is_in_time(kernel):
    """What is handled is not reported."""
    cell = kernel.run("d = defer.execute(fail)\nd.addErrback(lambda _: None); None")

    assert "" == cell.text


def test_an_error_of_a_cell_that_was_run_again_is_old_news(kernel):
    """What the closing of the last run breaks is not the learner's mistake."""
    first = kernel.run(
        "from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol\n"
        "class Bad(Protocol):\n"
        "    def connectionLost(self, reason): fail()\n"
        "port = reactor.listenTCP(0, Factory.forProtocol(Protocol), interface='127.0.0.1')\n"
        "there = TCP4ClientEndpoint(reactor, '127.0.0.1', port.getHost().port)\n"
        "await connectProtocol(there, Bad()); None",
        cell="again",
    )
    kernel.run("pass", cell="again")

    kernel.run("await deferLater(reactor, 0.01, int)")

    assert "" == first.text


@pytest.mark.parametrize("run", ["first", "again"])
def test_a_coroutine_that_nobody_awaits_is_shown(kernel, run):
    """Python warns of it in each run; Twisted would send the warning to a log."""
    cell = kernel.run("defer.succeed(1).addCallback(lambda _: fails()); None", cell="lost")

    kernel.wait_for(cell, "coroutine 'fails' was never awaited")


def test_logging_can_be_started_in_every_cell(kernel):
    """Twisted's own would put its log in the place of stdout for good."""
    start = "log.startLogging(sys.stdout)\nlog.msg('said')"
    kernel.run(start, cell="log")

    cell = kernel.run(start, cell="log")
    after = kernel.run("print('plain')", cell="after")
    kernel.run("log.removeObserver(log.theLogPublisher.observers[-1])", cell="log")

    assert 1 == cell.text.count("said")
    assert "plain\n" == after.text


@pytest.mark.parametrize(
    "start",
    [
        "log.startLogging(sys.stdout)",
        "globalLogBeginner.beginLoggingTo([textFileLogObserver(sys.stdout)])",
    ],
)
def test_each_event_is_logged_once(kernel, start):
    """Every program in a tutorial starts a log; a log into a file goes on."""
    kernel.run("import io\nfrom twisted.logger import globalLogBeginner, textFileLogObserver")
    kernel.run("log.startLogging(book := io.StringIO())", cell="book")
    kernel.run(start, cell="one program")

    cell = kernel.run(f"{start}\nlog.msg('said')", cell="another program")
    kernel.run("log.startLogging(io.StringIO())", cell="another program")

    assert 1 == cell.text.count("said")
    assert "1" == kernel.value("book.getvalue().count('said')")


def test_an_error_is_kept_for_the_program(kernel):
    """The last ones can be read as text."""
    kernel.run("from workbook.bridge import errors")
    kernel.run("reactor.callLater(0, fail); None")

    assert "'ValueError: why'" == kernel.value(
        "await deferLater(reactor, 0.01, lambda: errors.seen[-1])"
    )


def test_a_cell_that_does_not_compile_shows_its_line_alone(kernel):
    """As ever: no frame of the shell is to blame."""
    cell = kernel.run("x = (")

    assert "SyntaxError" == cell.error
    assert cell.text.strip().startswith("Cell In[")


def test_an_error_of_a_cell_shows_the_learners_frames(kernel):
    """What lies between the cell's line and the cause is folded away, in a cell too."""
    cell = kernel.run("defer.succeed(1).callback(2)")

    assert "AlreadyCalledError" == cell.error
    assert "Cell In[" in cell.text
    assert "defer.py" not in cell.text


def test_a_recording_shows_none_of_its_frames(kernel):
    """What it wraps around a callback is not the learner's."""
    cell = kernel.run(
        "from workbook.record import record\n"
        "with record():\n"
        "    await defer.succeed(1).addCallback(lambda one: one / 0)"
    )

    assert "ZeroDivisionError" == cell.error
    assert "one / 0" in cell.text
    assert "noted" not in cell.text
