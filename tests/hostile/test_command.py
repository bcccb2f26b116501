"""``python -m workbook hostile-proxy``: its words, and a real client."""

import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from workbook.__main__ import cli
from workbook.hostile import command
from workbook.hostile.toxics import TOXICS, Bandwidth, Latency, ResetPeer, Slicer, Timeout

PAGE = "北京\n".encode() * 5000


class Page(BaseHTTPRequestHandler):
    """One page for every path."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *said):
        """Say nothing."""


@pytest.fixture
def site():
    """The port of a site of one page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def proxy(site):
    """A proxy in front of the site, as a program: its port and its process."""
    words = ["hostile-proxy", "--to", f"127.0.0.1:{site}", "up:slicer=1,0", "down:slicer=700,300"]
    argv = [sys.executable, "-u", "-m", "workbook", *words]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        yield int(first.split()[0].rpartition(":")[2]), process
        process.kill()


def test_a_client_goes_through_it(proxy):
    """It says where it listens, what it did to each connection, and ends on Ctrl-C."""
    port, process = proxy

    with urlopen(f"http://127.0.0.1:{port}/") as page:
        assert PAGE == page.read()
    assert "1: from port" in process.stdout.readline()
    assert "1: up " in process.stdout.readline()
    process.send_signal(signal.SIGINT)

    assert 0 == process.wait()
    assert "" == process.stdout.read()


@pytest.mark.parametrize(
    ("text", "toxic"),
    [
        ("slicer", Slicer()),
        ("slicer=7,3", Slicer(7, 3)),
        ("down:latency=100,jitter=20", Latency(100, 20, way="down")),
        ("up:bandwidth=rate=5", Bandwidth(5, way="up")),
        ("reset_peer=17", ResetPeer(17)),
        ("both:timeout=0,bytes=17", Timeout(0, 17)),
    ],
)
def test_a_toxic_is_written_in_one_word(text, toxic):
    """Its direction, its name, and its values in order or by name."""
    assert toxic == command.toxic(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "1", "slicr"], "`slicr` in `slicr` is not known. Did you mean `slicer`?"),
        (["--to", "1", "uo:slicer"], "`uo` in `uo:slicer` is not known. There is: both, down, up."),
        (["--to", "1", "latency=1,jiter=2"], "`jiter=2` in `latency=1,jiter=2` is not known."),
        (["--to", "1", "latency=1,2,3"], "`3` in `latency=1,2,3` is not known."),
        (["--to", "1", "slicer=a"], "`a` in `slicer=a` needs a whole number."),
        (["--to", "nowhere"], "`nowhere` is no address. Write HOST:PORT"),
        (["--to", "1:99999"], "`1:99999` is no address."),
    ],
)
def test_a_word_that_is_not_known_is_told(words, said):
    """In one sentence, with what might have been meant."""
    done = CliRunner().invoke(cli, ["hostile-proxy", *words])

    assert 2 == done.exit_code
    assert said in done.output


def test_a_port_that_is_taken_is_told():
    """One sentence, and no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(cli, ["hostile-proxy", "--to", "1", "--listen", port])

    assert 1 == done.exit_code
    assert f"Error: Port {port} cannot be used: Address already in use.\n" == done.output


def test_the_help_names_every_toxic():
    """Who does not know them finds them."""
    said = CliRunner().invoke(cli, ["hostile-proxy", "--help"]).output

    assert [] == [name for name in TOXICS if name not in said]
