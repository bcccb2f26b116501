"""In a notebook: the proxy has threads of its own, beside a server of the same kernel."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from workbook import nbexec

CELLS = [
    "%load_ext workbook",
    """from twisted.internet import reactor
from twisted.internet.endpoints import TCP4ServerEndpoint
from twisted.internet.protocol import Factory, Protocol
from workbook.hostile import Proxy, Slicer

class Pieces(Protocol):
    def dataReceived(self, data):
        print("came", data)
        if b"!" in data:
            self.transport.loseConnection()

port = await TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(
    Factory.forProtocol(Pieces))""",
    """%%blocking
import socket
with Proxy(port.getHost().port, Slicer(2, delay=200_000), say=print) as proxy:
    with socket.create_connection(("127.0.0.1", proxy.port)) as client:
        client.sendall("北京!".encode())
        print("the end:", client.recv(10))""",
]


@pytest.mark.parametrize("mode", ["asyncio", "thread"])
def test_a_cell_sends_through_a_proxy(tmp_path, monkeypatch, mode):
    """What the server reads is cut, and the cell shows what the proxy has to say."""
    monkeypatch.setenv("WORKBOOK_REACTOR", mode)
    book = new_notebook(cells=[new_code_cell(source) for source in CELLS])

    _, server, client = map(nbexec.said, nbexec.run(book, tmp_path).cells)

    assert "came b'\\xe5\\x8c'\ncame b'\\x97\\xe4'\n" in server
    assert "the end: b''\n" in client
    assert "1: up 7 bytes in 4 pieces, down 0 bytes in 0 pieces;" in client
