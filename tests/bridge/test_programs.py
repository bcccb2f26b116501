"""Programs in the manner of Twisted's documentation, each pasted into a cell, twice.

A program that ends shows the same as in a script. A server waits at ``reactor.run()``, talks
to clients outside the kernel, and ends at the stop button.
"""

import re
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from kernel import PATIENCE

PROGRAMS = Path(__file__).with_name("programs")
GET = b"GET / HTTP/1.0\r\n\r\n"
WRONG = re.compile("Traceback|Nobody handled|holds an error|Port .* was open")


def pasted(name):
    """Return the program *name*, as a script has it."""
    return (PROGRAMS / f"{name}.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "echo_client",
            "Server said: b'hello, world!'\nconnection lost\nConnection lost - goodbye!",
        ),
        ("datagrams", "received Hello, world!\nreceived What a day, 世界\nreceived Bye-bye!"),
        ("timer", "tick 2\ntick 3\nloop done"),
        ("generators", "square 4\nsquare 9\nerror: too large"),
        ("threads", "asked from a thread\nresult: néné"),
        ("react_client", "got b'good day\\r\\n'"),
        ("logged", "it listens, não é?"),
        ("child", "it said: ein Vers über Käse\nexit code 0"),
        ("calls", "trapped ZeroDivisionError\ndivided: 3.5"),
    ],
)
def test_a_program_that_ends_can_be_pasted_twice(kernel, name, expected):
    """Nothing is left open, and nothing is said that a script would not say."""
    for _ in range(2):
        cell = kernel.run(pasted(name), cell=name)

        assert "" == cell.error, cell.text
        assert 1 == cell.text.count(expected), cell.text
        assert not WRONG.search(cell.text), cell.text
        assert "[]" == kernel.value("from workbook import bridge\nbridge.resources()")


@pytest.mark.parametrize(
    ("name", "talk"),
    [
        ("echo_server", [("ada", b"hello", b"hello")]),
        (
            "finger",
            [("ada", "zoë\r\n".encode(), b"Happy and well\r\n"), ("alan", b"x\r\n", b"No ")],
        ),
        (
            "chat",
            [
                ("ada", b"Ada\r\n", b"Welcome, Ada\r\n"),
                ("张伟", "张伟\r\n".encode(), "Welcome, 张伟\r\n".encode()),
                ("ada", "你好\r\n".encode(), b""),
                ("张伟", b"", "<Ada> 你好\r\n".encode()),
            ],
        ),
        (
            "publish",
            [
                ("ada", b"", b"subscribed\r\n"),
                ("zoë", b"one\r\n", b"news: one\r\n"),
                ("ada", b"", b"news: one\r\n"),
            ],
        ),
        ("site", [("ada", GET, "café, visit 1".encode()), ("zoë", GET, b"visit 2")]),
        ("proxy", [("ada", GET, "behind: 你好".encode())]),
    ],
)
def test_a_server_can_be_pasted_twice(kernel, name, talk):
    """It waits, serves, ends at the stop button, and can be started anew."""
    for _ in range(2):
        cell = kernel.wait_for(kernel.send(pasted(name), cell=name), "waits here")
        number = int(re.search(r"port (\d+)", cell.text)[1])

        with ExitStack() as clients:
            hold(talk, number, clients)
            kernel.interrupt()  # while nothing runs that it could break
            kernel.finish(cell)

        assert "" == cell.error, cell.text
        assert not WRONG.search(cell.text), cell.text
        assert "[]" == kernel.value("from workbook import bridge\nbridge.resources()")


def hold(talk, number, clients):
    """Hold a *talk* with the server at port *number*; a row is who, what to say, what to hear."""
    connections = {}
    for who, said, answer in talk:
        if who not in connections:
            connection = socket.create_connection(("127.0.0.1", number), timeout=PATIENCE)
            connections[who] = clients.enter_context(connection)
        connections[who].sendall(said)
        heard = b""
        while answer not in heard:
            more = connections[who].recv(4096)
            assert more, f"{who} heard only {heard}"
            heard += more
