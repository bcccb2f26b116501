"""A coroutine that nobody awaited is explained where it was lost."""

import pytest

from workbook.bridge.unawaited import hint

SETUP = """
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol
from twisted.web.resource import Resource
from twisted.web.server import Site

class Late(Protocol):
    async def dataReceived(self, data):
        pass

class Page(Resource):
    isLeaf = True
    async def render_GET(self, request):
        return b""

late = reactor.listenTCP(0, Factory.forProtocol(Late), interface="127.0.0.1").getHost().port
site = reactor.listenTCP(0, Site(Page()), interface="127.0.0.1").getHost().port
"""


@pytest.fixture(scope="module")
def server(kernel):
    return kernel.run(SETUP)


def test_a_protocol_that_is_async(kernel, server):
    """The server's cell hears of it; Twisted says nothing."""
    kernel.run(
        "%%blocking\nimport socket\n"
        "s = socket.create_connection(('127.0.0.1', late))\ns.send(b'x')\ns.close()"
    )

    kernel.wait_for(server, "Whoever called `dataReceived` expected a plain function")


def test_a_page_that_is_async(kernel, server):
    """The visitor gets a 500, the server's cell the reason."""
    kernel.run("%%blocking\n!curl -s http://127.0.0.1:{site}/")

    kernel.wait_for(server, "Whoever called `render_GET` expected a plain function")


def test_a_forgotten_await(kernel):
    """The way out is in the message."""
    cell = kernel.run("async def main(): ...\nmain(); None")

    assert "write `await main(...)`" in cell.text


def test_other_warnings_are_shown_as_ever(kernel):
    """Twisted's log would swallow them."""
    cell = kernel.run("import warnings\nwarnings.warn('look out')")

    assert "UserWarning: look out" in cell.text


def test_a_function_inside_a_function_is_no_method():
    """Its name is what is written in the code."""
    assert "write `await inner(...)`" in hint("coroutine 'f.<locals>.inner' was never awaited")
