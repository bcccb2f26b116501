"""What a callback prints belongs to the cell that set it going."""

import pytest

SETUP = """
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import LoopingCall, deferLater
from twisted.internet.threads import deferToThread
from twisted.internet.utils import getProcessValue

class Greeter(Protocol):
    def connectionMade(self):
        print("said é")
        self.transport.loseConnection()
"""


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    "code",
    [
        "reactor.callLater(0.001, print, 'said é')",
        "LoopingCall(lambda: tick()).start(0.001, now=False)\ndef tick(): print('said é')",
        "deferLater(reactor, 0.001, print, 'said é')",
        "deferToThread(print, 'said é')",
        "reactor.callInThread(reactor.callFromThread, print, 'said é')",
        "getProcessValue('/bin/true').addCallback(lambda _: print('said é'))",
    ],
)
def test_it_is_filed_under_its_cell(kernel, code):
    """Even if another cell runs, or waits, by then."""
    cell = kernel.run(f"{code}; None", cell="early")
    later = kernel.run("await deferLater(reactor, 0.01, int)", cell="late")

    kernel.wait_for(cell, "said é\n")
    kernel.run("pass", cell="early")

    assert "0" == later.text


def test_a_server_speaks_in_its_own_cell(kernel):
    """Whoever connects has another one."""
    server = kernel.run(
        "factory = Factory.forProtocol(Greeter)\n"
        "port = reactor.listenTCP(0, factory, interface='127.0.0.1').getHost().port"
    )
    client = kernel.run(
        "%%blocking\nimport socket\nsocket.create_connection(('127.0.0.1', port)).recv(1)"
    )

    kernel.wait_for(server, "said é\n")

    assert "b''" == client.text
