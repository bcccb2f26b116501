"""A real kernel, driven for a benchmark: run a cell, and know how long it took."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

PATIENCE = 60  # seconds


@contextmanager
def kernel(home: str) -> Iterator[BlockingKernelClient]:
    """Yield the client of a kernel whose answers go to *home*."""
    with tempfile.TemporaryDirectory(prefix="nb") as sockets:
        manager = KernelManager(transport="ipc", ip=f"{sockets}/k")
        manager.kernel_spec.argv[0] = sys.executable
        manager.start_kernel(env={**os.environ, "WORKBOOK_HOME": home}, cwd=home)
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        try:
            yield client
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def seconds(client: BlockingKernelClient, cell: str) -> float:
    """Return how long *cell* took, from sending it to its last output.

    Raises:
        RuntimeError: it raised.
    """
    began = time.perf_counter()
    reply = client.execute_interactive(cell, timeout=PATIENCE, output_hook=lambda message: None)
    if reply["content"]["status"] != "ok":
        raise RuntimeError("\n".join(reply["content"]["traceback"]))
    return time.perf_counter() - began
