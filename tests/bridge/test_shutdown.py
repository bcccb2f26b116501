"""A kernel under load ends, or restarts, by itself; its ports are free then."""

import socket

import pytest
from kernel import PATIENCE, Kernel

LISTEN = """
%load_ext workbook.bridge
import threading
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import LoopingCall, deferLater

class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

def listen(number=0):
    port = reactor.listenTCP(number, Factory.forProtocol(Echo), interface="127.0.0.1")
    return port.getHost().port
"""

LOAD = """
number = listen()
for _ in range(20):
    client = await connectProtocol(TCP4ClientEndpoint(reactor, "127.0.0.1", number), Echo())
    client.transport.write(b"for ever to and fro")
LoopingCall(sum, range(1000)).start(0)
reactor.callInThread(threading.Event().wait)
reactor.addSystemEventTrigger("before", "shutdown", deferLater, reactor, 0.01, open, left, "w")
"""


@pytest.fixture(params=["asyncio", "thread"])
def loaded(request, tmp_path):
    """Yield a kernel under load while a cell awaits, and the port that it serves."""
    left = tmp_path / "left"
    with Kernel(mode=request.param) as kernel:
        kernel.manager.shutdown_wait_time = 2 * PATIENCE  # it sends SIGTERM after half of it
        kernel.run(LISTEN)
        assert "" == kernel.run(f"left = {str(left)!r}\n{LOAD}").error
        number = int(kernel.value("number"))
        kernel.wait_for(kernel.send("print('on')\nawait Deferred()"), "on\n")
        yield kernel, number
    assert left.exists(), "the shutdown triggers did not run"


def test_it_ends_by_itself(loaded):
    """Nobody has to kill it, and its port is free."""
    kernel, number = loaded
    process = kernel.manager.provisioner.process

    kernel.manager.shutdown_kernel()

    assert 0 == process.wait(PATIENCE)
    socket.create_server(("127.0.0.1", number)).close()


def test_it_restarts(loaded):
    """The new kernel can listen on the port that the old one had."""
    kernel, number = loaded

    kernel.manager.restart_kernel()

    kernel.client.wait_for_ready(timeout=PATIENCE)
    kernel.run(LISTEN)
    assert str(number) == kernel.value(f"listen({number})")
