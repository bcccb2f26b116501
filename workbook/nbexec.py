"""Run a built notebook from top to bottom, and say where it did not do what it promises.

nbclient drops what a server prints after its cell has ended. Here it is filed under the cell
that started the server, as JupyterLab does.
"""

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbclient.util import ensure_async
from nbformat import NotebookNode

from workbook import shelf
from workbook.prose import Cell

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PATIENCE = 120  # seconds for one cell; then it hangs, and the run ends
UNHANDLED = re.compile("Nobody handled this error|holds an error that nobody has handled")
"""How `workbook.bridge.errors` begins."""


class LateOutputClient(NotebookClient):
    """A client that keeps output which comes after its cell has ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: dict[str, tuple[NotebookNode, int]] = {}

    async def _async_poll_output_msg(
        self, parent_msg_id: str, cell: NotebookNode, cell_index: int
    ) -> None:
        self._asked[parent_msg_id] = cell, cell_index
        assert self.kc is not None
        while True:
            message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=None))
            parent = message["parent_header"].get("msg_id")
            if parent not in self._asked:
                continue
            try:
                self.process_message(message, *self._asked[parent])
            except CellExecutionComplete:
                if parent == parent_msg_id:
                    return


def run(book: NotebookNode, home: Path) -> NotebookNode:
    """Return *book* with the outputs of a run; an exception in a cell does not end it.

    Args:
        home: the folder to run in; the answers in the notebook are saved there.

    Raises:
        nbclient.exceptions.CellTimeoutError: a cell took longer than `PATIENCE`.
        nbclient.exceptions.DeadKernelError: the kernel died.
    """
    environment = {**os.environ, "WORKBOOK_HOME": str(home)}
    with tempfile.TemporaryDirectory(prefix="nb") as sockets:  # a short path, for no one else
        client = LateOutputClient(
            book, km=_kernel(f"{sockets}/k"), timeout=PATIENCE, allow_errors=True
        )
        asyncio.run(client.async_execute(cleanup_kc=True, cwd=str(home), env=environment))
    return book


def with_solutions(book: NotebookNode) -> NotebookNode:
    """Return *book* with the worked answer in each exercise cell."""
    for cell in book.cells:
        if "exercise" in cell.metadata.get("tags", []):
            solution = shelf.solution(shelf.exercise(cell.id))
            cell.source = solution.read_text("utf-8").rstrip("\n")
    return book


def faults(book: NotebookNode, promises: list[Cell]) -> list[str]:
    """Return what is wrong in an executed *book*, a sentence each that begins with a cell's id.

    An exception is no fault in a cell that ``raises`` it, and an error that nobody handled is
    none in a cell that ``shows`` a part of it.
    """
    promised = {cell.id: cell for cell in promises}
    found = []
    for cell in book.cells:
        if cell.cell_type == "code":
            wrong = _faults(cell, promised[cell.id])
            found += [f"{cell.id}: {each}\n{said(cell)}" for each in wrong]
    return found


def said(cell: NotebookNode) -> str:
    """Return all that a cell brought, as text without colours."""
    return COLOUR.sub("", "".join(_text(output) for output in cell.outputs))


def _faults(cell: NotebookNode, promise: Cell) -> list[str]:
    text = said(cell)
    raised = "".join(each.ename for each in cell.outputs if each.output_type == "error")
    wrong = [f"it does not show {each!r}" for each in promise.shows if each not in text]
    if raised != promise.raises:
        wrong.append(f"it raises {raised or 'nothing'}, not {promise.raises or 'nothing'}")
    unhandled = UNHANDLED.split(text, maxsplit=1)[1:]
    if unhandled and not any(each in unhandled[0] for each in promise.shows):
        wrong.append("an error in it was handled by nobody")
    return wrong


def _text(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return "\n".join([*output.traceback, ""])
    return f"{output.data.get('text/plain', '')}\n"


def _kernel(address: str) -> AsyncKernelManager:
    """Return a kernel of this very Python, whatever kernels the user has installed."""
    kernel = AsyncKernelManager(transport="ipc", ip=address)
    arguments = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel._kernel_spec = KernelSpec(argv=arguments, display_name="", language="python")
    return kernel
