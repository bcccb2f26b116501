"""curl through every toxic, again and again: the page comes whole, or curl says that it did not."""

import random
import shutil
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from workbook.hostile import Proxy
from workbook.hostile.command import toxic

PAGE = random.Random("a page").randbytes(200_000)
HARMLESS = [
    "slicer=100,50,50",
    "up:slicer",
    "latency=20,20",
    "bandwidth=2000",
    "slow_close=20",
    "coalesce=5",
    "up:half_close=20",
]
HARMFUL = ["down:limit_data=5000", "reset_peer=40", "down:reset_peer=60000", "timeout=5"]
CUT_SHORT, NOTHING_CAME, RESET = 18, 52, 56  # of curl's exit statuses


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    def log_message(self, *said):
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The port of a site that has the page."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "page").write_bytes(PAGE)

    def files(*args):
        return Quiet(*args, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def curl(port):
    """Return how curl ends, and the page that it has."""
    if shutil.which("curl") is None:
        pytest.skip("no curl here; install it to run this")
    url = f"http://127.0.0.1:{port}/page"
    done = subprocess.run(["curl", "-sS", "--max-time", "60", url], capture_output=True)
    return done.returncode, done.stdout


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("word", HARMLESS)
def test_a_page_comes_whole_through_what_only_hinders(site, word, seed):
    """Every byte, in order, however the network treats them."""
    with Proxy(site, toxic(word), seed=str(seed)) as proxy:
        assert (0, PAGE) == curl(proxy.port)


def test_a_page_comes_whole_through_all_of_them(site):
    """One after the other."""
    with Proxy(site, *map(toxic, HARMLESS)) as proxy:
        assert (0, PAGE) == curl(proxy.port)


@pytest.mark.parametrize("word", HARMFUL)
def test_a_page_that_is_cut_short_is_an_error(site, word):
    """curl knows how much should have come."""
    with Proxy(site, toxic(word)) as proxy:
        status, came = curl(proxy.port)

    assert status in (CUT_SHORT, NOTHING_CAME, RESET)
    assert PAGE.startswith(came)
