"""What ``start.py`` adds to a bare ``jupyter lab``, once the workbook is set up."""

from __future__ import annotations

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence

from workbook import shelf

ROUNDS = 5
TOKEN = "benchmark"
GLANCE = 0.01  # seconds between two looks at a server that is starting


def main() -> None:
    """Print the median seconds until each of the two answers, and the difference."""
    bare = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    ours = [sys.executable, str(shelf.ROOT / "start.py"), "--no-browser"]
    seconds(ours)  # the first start fills caches, and sets up what is not set up
    plain = statistics.median(seconds(bare) for _ in range(ROUNDS))
    with_start = statistics.median(seconds(ours) for _ in range(ROUNDS))
    print(f"jupyter lab {plain:.2f} s, start.py {with_start:.2f} s: {with_start - plain:+.2f} s")


def seconds(command: Sequence[str]) -> float:
    """Return how long *command* takes until its server answers."""
    with tempfile.TemporaryDirectory() as home, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        environment = {**os.environ, "JUPYTER_TOKEN": TOKEN, "WORKBOOK_HOME": home}
        began = time.perf_counter()
        with subprocess.Popen(
            [*command, f"--port={port}"],
            env=environment,
            cwd=home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            while not answers(port):
                assert server.poll() is None, f"{command} ended"
                time.sleep(GLANCE)
            taken = time.perf_counter() - began
            server.terminate()
    return taken


def answers(port: int) -> bool:
    """Whether a Jupyter server answers on *port*."""
    address = f"http://127.0.0.1:{port}/api/status?token={TOKEN}"
    with contextlib.suppress(OSError), urllib.request.urlopen(address) as reply:
        return bool(reply.status == 200)
    return False


if __name__ == "__main__":
    main()
