"""Open the chapters in JupyterLab: ``python -m workbook.lab``, and ``start.py`` without a verb.

It is JupyterLab as it comes, made quiet, in the learner's own folder, with the kernel of
this Python and no other.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import nbformat
from jupyterlab.labapp import LabApp
from nbformat.sign import NotebookNotary

from workbook import shelf
from workbook.desk import Desk, home
from workbook.files import Unreadable, Unsaved


def main(arguments: list[str]) -> None:
    """Serve the learner's folder until Ctrl-C; *arguments* are JupyterLab's own."""
    here = home()
    try:
        Desk(here).lay_out()
    except (Unreadable, Unsaved) as problem:
        sys.exit(str(problem))
    os.environ.setdefault("JUPYTER_TOKEN", secrets.token_hex(16))  # else it prints its own lines
    server = LabApp.initialize_server(argv=[*settings(here), *arguments])
    trust(here, server.contents_manager.notary)
    where = f"{server.connection_url.rstrip('/')}{server.default_url}"
    line = f"The workbook is at {where}?token={server.identity_provider.token}  (Ctrl-C stops it)"
    server.io_loop.add_callback(print, line, flush=True)
    server.start()


def trust(here: Path, notary: NotebookNotary) -> None:
    """Sign the notebooks in *here* that are as we made them, or JupyterLab warns of each."""
    for ours in (shelf.ROOT / "notebooks").glob("ch*.ipynb"):
        source = ours.read_bytes()
        if (here / ours.name).read_bytes() == source:
            notary.sign(nbformat.reads(source, as_version=4))


def settings(here: Path) -> list[str]:
    """Return JupyterLab's settings for the learner's folder *here*."""
    lab = [
        f"--ServerApp.root_dir={here}",
        f"--LabApp.default_url={first_page(here)}",
        "--Application.log_level=WARN",
        "--KernelSpecManager.allowed_kernelspecs=python3",
        "--KernelManager.transport_encryption=auto",  # others may be on this machine
        "--LanguageServerManager.autodetect=False",  # it would run npm, which writes to the home
        "--ServerApp.allow_root=True",
        "--ServerApp.answer_yes=True",
    ]
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & os.environ.keys()
    return lab if screen or sys.platform != "linux" else [*lab, "--no-browser"]


def first_page(here: Path) -> str:
    """Return the first chapter's page; later on, JupyterLab opens what was open before."""
    been_here = (here / ".jupyter" / "lab" / "workspaces").exists()
    chapters = sorted(here.glob("ch*.ipynb"))
    return f"/lab/tree/{chapters[0].name}" if chapters and not been_here else "/lab"


if __name__ == "__main__":
    main(sys.argv[1:])
