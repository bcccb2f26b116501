"""The chapters open in a real JupyterLab, with one line and nothing written elsewhere."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from workbook import lab, shelf, strip
from workbook.desk import Desk


@pytest.fixture
def opened(tmp_path):
    """JupyterLab, asked for a port that is in use: its first line, its process, its home.

    Somebody installed a kernel there that must not be offered.
    """
    home = tmp_path / "a home"
    kernel = home / "my" / ".jupyter" / "jupyter_data_dir" / "kernels" / "other" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["false"], "display_name": "Other", "language": "python"}')
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    inside = {name: str(home / "my" / ".jupyter" / name.lower()) for name in names}
    ours = {"HOME": str(home), "WORKBOOK_HOME": str(home / "my")}
    with socket.create_server(("127.0.0.1", 0)) as used:
        port = used.getsockname()[1]
        with subprocess.Popen(
            [sys.executable, "-m", "workbook.lab", "--no-browser", f"--port={port}"],
            env=os.environ | inside | ours,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            yield process.stdout.readline(), process, home
            process.kill()


def test_one_line_says_where_it_is_and_how_it_ends(opened):
    """The address opens the first chapter; a port in use is passed over."""
    line, process, home = opened
    books = {path.name for path in shelf.ROOT.glob("notebooks/ch*.ipynb")}
    said = rf"The workbook is at (\S+)lab/tree/{min(books)}\?(token=\w+)  \(Ctrl-C stops it\)\n"
    address = re.fullmatch(said, line)
    assert address, line + process.stderr.read()

    def ask(path):
        with urlopen(f"{address[1]}{path}?{address[2]}") as reply:
            return reply.read()

    assert b"jupyter-config-data" in ask(f"lab/tree/{min(books)}")
    assert b"%load_ext workbook" in ask(f"api/contents/{min(books)}")
    assert ["python3"] == list(json.loads(ask("api/kernelspecs"))["kernelspecs"])
    names = {each["name"] for each in json.loads(ask("api/contents"))["content"]}
    assert books <= names

    process.send_signal(signal.SIGTERM)
    _, said = process.communicate()
    assert 0 == process.returncode
    assert 1 == len(said.splitlines()), said
    assert [home / "my"] == list(home.iterdir())


@pytest.mark.parametrize(
    ("last", "page"),
    [
        ("", "/lab/tree/ch00_start_here.ipynb"),
        ("guestbook", "/lab/tree/ch02_factories.ipynb"),
        ("ch02_factories", "/lab/tree/ch02_factories.ipynb"),
        ("a chapter of an older book", "/lab/tree/ch00_start_here.ipynb"),
        ("ch03_lifecycle", "/lab/tree/ch00_start_here.ipynb"),
    ],
)
def test_it_opens_the_chapter_that_was_in_hand_last(tmp_path, last, page):
    """Who is in chapter 2 does not want to see chapter 0 each day."""
    for name in ("ch00_start_here", "ch02_factories"):  # the learner threw the others away
        (tmp_path / f"{name}.ipynb").touch()
    desk = Desk(tmp_path)
    desk.visit(last)

    assert page == lab.first_page(tmp_path, strip.of(desk))
