"""A cell that begins with ``%%blocking`` may block on a server of its own notebook."""

import pytest

SERVER = """
import socket, urllib.request
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol
from twisted.web.resource import Resource
from twisted.web.server import Site

class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

class Page(Resource):
    isLeaf = True
    def render_GET(self, request):
        return b"a page"

port = reactor.listenTCP(0, Factory.forProtocol(Echo), interface="127.0.0.1").getHost().port
site = reactor.listenTCP(0, Site(Page()), interface="127.0.0.1").getHost().port
"""


@pytest.fixture(scope="module", autouse=True)
def server(kernel):
    kernel.run(SERVER)


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (
            "b'ping'",
            "s = socket.create_connection(('127.0.0.1', port))\ns.send(b'ping')\ns.recv(9)",
        ),
        ("b'a page'", "urllib.request.urlopen(f'http://127.0.0.1:{site}/').read()"),
        ("a page", "!curl -s http://127.0.0.1:{site}/"),
        ("['a page']", "page = !curl -s http://127.0.0.1:{site}/\npage"),
        ("printed", "print('printed')"),
    ],
)
def test_a_blocking_client_reaches_the_server(kernel, expected, code):
    """What blocks, a shell escape, output and the last value are as in any cell."""
    cell = kernel.run(f"%%blocking\n{code}")

    assert expected == cell.text.strip()


def test_one_function_can_block_beside_the_reactor(kernel):
    """`bridge.in_thread` is for a cell that awaits other things as well."""
    kernel.run("from workbook import bridge\ndef get(path): return urllib.request.urlopen(path)")

    cell = kernel.run("(await bridge.in_thread(get, f'http://127.0.0.1:{site}/')).read()")

    assert "b'a page'" == cell.text


def test_its_names_are_the_names_of_the_notebook(kernel):
    """What the cell defines can be used in the next one."""
    kernel.run("%%blocking\nanswer = 42")

    assert "42" == kernel.value("answer")


def test_its_traceback_shows_the_line(kernel):
    """Line numbers count from the mark, and the thread is not seen."""
    cell = kernel.run("%%blocking\nx = 1\n1 / 0")

    assert "ZeroDivisionError" == cell.error
    assert "----> 3 1 / 0" in cell.text
    assert "thread" not in cell.text


def test_it_says_that_it_cannot_await(kernel):
    """The way out is in the message."""
    cell = kernel.run("%%blocking\nimport asyncio\nawait asyncio.sleep(0)")

    assert "CannotAwait" == cell.error
    assert "take %%blocking away" in cell.text


def test_it_may_not_touch_the_reactor(kernel):
    """Twisted has one thread; a call from another one is refused at once."""
    cell = kernel.run("%%blocking\nreactor.callLater(0, print)")

    assert "WrongThread" == cell.error


def test_an_interrupt_ends_its_python(kernel):
    """The stop button works as in any cell."""
    cell = kernel.send("%%blocking\nimport time\nprint('on')\nwhile True: time.sleep(0.001)")
    kernel.wait_for(cell, "on")

    kernel.interrupt()

    assert "KeyboardInterrupt" == kernel.finish(cell).error


def test_an_interrupt_ends_the_waiting(kernel):
    """A thread that sits in a system call is left behind; the notebook goes on."""
    cell = kernel.send(
        "%%blocking\ns = socket.create_connection(('127.0.0.1', port))\nprint('on')\ns.recv(1)"
    )
    kernel.wait_for(cell, "on")

    kernel.interrupt()

    ended = {"asyncio": "StillWaiting", "thread": "KeyboardInterrupt"}
    assert ended[kernel.mode] == kernel.finish(cell).error
    assert "2" == kernel.value("1 + 1")


def test_an_interrupt_ends_a_shell_escape(kernel):
    """``!`` in such a cell is stopped as well."""
    cell = kernel.send("%%blocking\n!echo on; sleep 60")
    kernel.wait_for(cell, "on")

    kernel.interrupt()

    kernel.finish(cell)
    assert "2" == kernel.value("1 + 1")


def test_it_may_not_write_to_a_connection(kernel):
    """What a transport does in a wrong thread would come late, or never."""
    kernel.run(
        "from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol\n"
        "there = TCP4ClientEndpoint(reactor, '127.0.0.1', port)\n"
        "client = await connectProtocol(there, Protocol())"
    )

    assert "WrongThread" == kernel.run("%%blocking\nclient.transport.write(b'x')").error
    assert "WrongThread" == kernel.run("%%blocking\nclient.transport.loseConnection()").error


def test_it_may_not_wait_for_a_future_of_a_deferred(kernel):
    """`asFuture` with another loop hung in silence."""
    cell = kernel.run(
        "%%blocking\nimport asyncio\nfrom twisted.internet.defer import Deferred\n"
        "Deferred().asFuture(asyncio.new_event_loop())"
    )

    assert "WrongThread" == cell.error
