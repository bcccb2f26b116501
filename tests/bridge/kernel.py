"""Drives a real kernel and files what it says under the cell that made it say it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20  # seconds until a kernel that says nothing is given up
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Cell:
    """One execution of one cell, as far as the kernel has told."""

    request: str
    text: str = ""
    """All output so far: streams, displayed values, tracebacks; without colours."""

    error: str = ""
    """The name of the exception that ended the cell; empty if none did."""

    idle: bool = False
    replied: bool = False


@dataclass
class Kernel:
    """A kernel of its own process; `python` may be another environment's."""

    mode: str = "asyncio"
    python: str = os.environ.get("BRIDGE_PYTHON", sys.executable)
    cells: dict[str, Cell] = field(default_factory=dict)

    def __enter__(self) -> Kernel:
        self.folder = tempfile.TemporaryDirectory(prefix="k")
        self.manager = KernelManager(transport="ipc", ip=f"{self.folder.name}/k")
        self.manager._kernel_spec = KernelSpec(
            argv=[self.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="bridge",
            language="python",
        )
        environment = {"PYTHONPATH": str(ROOT), "WORKBOOK_REACTOR": self.mode}
        self.manager.start_kernel(env={**os.environ, **environment})
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        return self

    def __exit__(self, *error: object) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.folder.cleanup()

    def send(self, code: str, cell: str | None = None) -> Cell:
        """Ask for *code* to be run as the cell with the id *cell*; do not wait."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        metadata = {"cellId": cell} if cell else {}
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        sent = self.cells[message["header"]["msg_id"]] = Cell(message["header"]["msg_id"])
        return sent

    def run(self, code: str, cell: str | None = None) -> Cell:
        """Run *code*, and wait until the kernel is done with it."""
        return self.finish(self.send(code, cell))

    def finish(self, cell: Cell) -> Cell:
        """Wait until the kernel is done with *cell*."""
        while not cell.replied:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            answered = self.cells.get(reply["parent_header"].get("msg_id"))
            if answered is not None:
                answered.replied = True
                answered.error = reply["content"].get("ename", "")
        while not cell.idle:
            self._hear()
        return cell

    def wait_for(self, cell: Cell, text: str) -> Cell:
        """Wait until *cell* has said *text*, perhaps long after its end."""
        while text not in cell.text:
            self._hear()
        return cell

    def value(self, expression: str) -> str:
        """Return what the notebook shows for *expression*."""
        return self.run(expression).text

    def interrupt(self) -> None:
        """Press the stop button."""
        self.manager.interrupt_kernel()

    def _hear(self) -> None:
        message = self.client.get_iopub_msg(timeout=PATIENCE)
        cell = self.cells.get(message["parent_header"].get("msg_id", ""))
        if cell is None:
            return
        content: dict[str, Any] = message["content"]
        if message["msg_type"] == "status":
            cell.idle = cell.idle or content["execution_state"] == "idle"
        said = "\n".join(content.get("traceback", [])) or content.get("text", "")
        said = said or content.get("data", {}).get("text/plain", "")
        cell.text += COLOURS.sub("", said)
