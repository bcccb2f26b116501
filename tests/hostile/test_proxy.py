"""The proxy between two real sockets: every toxic, and what becomes of the connection."""

import contextlib
import socket
import subprocess
import sys
import threading
from queue import SimpleQueue

import pytest

from workbook.hostile import (
    Bandwidth,
    Coalesce,
    HalfClose,
    Latency,
    LimitData,
    Proxy,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
)

PATIENCE = 30  # seconds; only a failure waits
STREAM = "北京, one byte after the other\r\n".encode()


class Line:
    """A client and a server that are connected through *toxics*."""

    def __init__(self, listening, toxics, options):
        self.said = SimpleQueue()
        self.proxy = Proxy(listening.getsockname()[1], *toxics, say=self.said.put, **options)
        self.client = socket.create_connection(("127.0.0.1", self.proxy.port), PATIENCE)
        self.server = listening.accept()[0]
        self.server.settimeout(PATIENCE)
        assert f"1: from port {self.client.getsockname()[1]}." == self.said.get(timeout=PATIENCE)

    def told(self):
        """Return what the proxy says at the end of the connection."""
        return self.said.get(timeout=PATIENCE)


@pytest.fixture
def line():
    """Return a function that makes a `Line`."""
    with contextlib.ExitStack() as everything:

        def line(*toxics, **options):
            listening = everything.enter_context(socket.create_server(("127.0.0.1", 0)))
            listening.settimeout(PATIENCE)
            line = Line(listening, toxics, options)
            for each in (line.proxy, line.client, line.server):
                everything.enter_context(each)
            return line

        yield line


def all_of(sock):
    """Return what comes until the end."""
    return b"".join(iter(lambda: sock.recv(1 << 16), b""))


WHOLE = [
    Slicer(delay=0),
    Slicer(4, 2),
    Latency(3, 2),
    Bandwidth(100),
    SlowClose(1),
    Coalesce(1),
    Timeout(0, 1000),
    LimitData(1000),
    ResetPeer(1000),
]


@pytest.mark.parametrize("toxic", [None, *WHOLE], ids=str)
def test_bytes_and_half_closes_go_both_ways(line, toxic):
    """The client finishes first, and the server still answers."""
    line = line(*([toxic] if toxic else []))

    line.client.sendall(STREAM)
    line.client.shutdown(socket.SHUT_WR)
    assert STREAM == all_of(line.server)
    line.server.sendall(STREAM[::-1])
    line.server.close()

    assert STREAM[::-1] == all_of(line.client)
    assert line.told().endswith("; finished.")


def test_toxics_work_one_after_the_other(line):
    """Sliced first, then joined again: one piece of two."""
    line = line(Slicer(3, delay=0), Coalesce(20), Slicer(20), seed="7")

    line.client.sendall(STREAM)
    line.client.shutdown(socket.SHUT_WR)
    line.server.shutdown(socket.SHUT_WR)

    assert STREAM == all_of(line.server)
    assert (
        f"1: up {len(STREAM)} bytes in 2 pieces, down 0 bytes in 0 pieces; finished." == line.told()
    )


def test_a_sliced_stream_leaves_piece_by_piece(line):
    """In one direction, if that is wanted."""
    line = line(Slicer(way="up"))

    line.client.sendall(STREAM)
    line.client.shutdown(socket.SHUT_WR)
    all_of(line.server)
    line.server.sendall(b"one piece")
    line.server.close()

    told = f"1: up {len(STREAM)} bytes in {len(STREAM)} pieces, down 9 bytes in 1 pieces; finished."
    assert told == line.told()


def test_a_limit_closes_both_ends(line):
    """The client reads the first bytes, and the end."""
    line = line(LimitData(5, way="down"))

    line.server.sendall(STREAM)

    assert STREAM[:5] == all_of(line.client)
    assert line.told().endswith("down 5 bytes in 1 pieces; closed.")


def test_a_reset_is_one_for_both_ends(line):
    """After so many bytes."""
    line = line(ResetPeer(5, way="up"))

    line.client.sendall(STREAM)

    assert STREAM[:5] == line.server.recv(5)
    for end in (line.server, line.client):
        with pytest.raises(ConnectionResetError):
            end.recv(1)
    assert line.told().endswith("; reset.")


def test_a_reset_needs_no_byte(line):
    """It comes by the clock."""
    line = line(ResetPeer(timeout=1))

    with pytest.raises(ConnectionResetError):
        line.client.recv(1)


def test_a_connection_stalls(line):
    """Nothing goes up any more, and everything down."""
    line = line(Timeout(0, 3, way="up"))

    line.client.sendall(STREAM)
    line.client.shutdown(socket.SHUT_WR)
    line.server.sendall(b"still here")

    assert STREAM[:3] == all_of(line.server)
    assert b"still here" == line.client.recv(100)


def test_a_stalled_connection_is_closed_in_the_end(line):
    """Without a byte more."""
    line = line(Timeout(1, 0))

    assert b"" == line.client.recv(1)
    assert line.told().endswith("; closed.")


def test_what_comes_in_two_pieces_goes_on_in_one(line):
    """If the second comes soon enough; a minute is soon, and the end comes first."""
    line = line(Coalesce(60_000))

    line.client.sendall(b"a")
    line.client.sendall(b"b")
    line.client.shutdown(socket.SHUT_WR)
    assert b"ab" == line.server.recv(100)
    line.server.close()

    assert line.told().startswith("1: up 2 bytes in 1 pieces")


def test_a_half_is_closed_though_its_sender_is_there(line):
    """The server reads the end, answers, and the client reads the answer."""
    line = line(HalfClose(1, way="up"))

    line.client.sendall(STREAM)
    assert STREAM == all_of(line.server)
    line.client.sendall(b"lost")
    line.server.sendall(b"answer")
    line.server.close()

    assert b"answer" == all_of(line.client)
    assert line.told().startswith(f"1: up {len(STREAM)} bytes")


def test_a_reset_of_one_end_reaches_the_other(line):
    """As it would without a proxy."""
    line = line()

    line.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.client.close()

    with pytest.raises(ConnectionResetError):
        line.server.recv(1)
    assert line.told().endswith("; reset.")


def test_much_goes_both_ways_at_once(line):
    """Nobody waits for a reader that waits itself."""
    line, much = line(), bytes(range(256)) * 20_000

    def send(sock):
        sock.sendall(much)
        sock.shutdown(socket.SHUT_WR)

    sending = [threading.Thread(target=send, args=[end]) for end in (line.client, line.server)]
    for thread in sending:
        thread.start()

    assert much == all_of(line.server)
    assert much == all_of(line.client)
    for thread in sending:
        thread.join()


def test_a_server_that_is_not_there_is_said():
    """And the client is reset."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    said = SimpleQueue()

    def knock(port):
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            client.recv(1)

    with Proxy(port, say=said.put) as proxy, pytest.raises(ConnectionResetError):
        knock(proxy.port)

    assert f"1: 127.0.0.1:{port} does not answer" in said.get()


def test_closing_ends_everything(line):
    """Connections, threads and the port."""
    before = threading.active_count()
    line = line(Latency(60_000))

    line.client.sendall(STREAM)
    line.proxy.close()

    assert b"" == line.server.recv(1)
    assert before == threading.active_count()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", line.proxy.port), PATIENCE)


def test_it_shares_no_code_with_what_it_tests():
    """Neither Twisted nor asyncio is imported, nor anything else of ours."""
    program = """if True:
        import sys
        import workbook.hostile.command
        ours = {"workbook", "workbook.hostile"}
        print(*(name for name in sys.modules if name.startswith(("twisted", "asyncio", "zope"))
                or name.startswith("workbook") and name not in ours
                and not name.startswith("workbook.hostile.")))
    """

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ("\n", "") == (done.stdout, done.stderr)
