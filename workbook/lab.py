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
from workbook import strip as strips
from workbook.desk import Desk, home
from workbook.files import Unreadable, Unsaved
from workbook.strip import Strip


def main(arguments: list[str]) -> None:
    """Serve the learner's folder until Ctrl-C; *arguments* are JupyterLab's own."""
    here = home()
    try:
        desk = Desk(here)
        desk.lay_out()
        strip = strips.of(desk)
    except (Unreadable, Unsaved) as problem:
        sys.exit(str(problem))
    os.environ.setdefault("JUPYTER_TOKEN", secrets.token_hex(16))  # else it prints its own lines
    server = LabApp.initialize_server(argv=[*settings(here, strip), *arguments])
    trust(here, server.contents_manager.notary)
    where = f"{server.connection_url.rstrip('/')}{server.default_url}"
    was = f"{strip.where} " if strip.where else ""
    line = (
        f"{was}The workbook is at {where}?token={server.identity_provider.token}  (Ctrl-C stops it)"
    )
    server.io_loop.add_callback(print, line, flush=True)
    server.start()


def trust(here: Path, notary: NotebookNotary) -> None:
    """Sign the notebooks in *here* that are as we made them, or JupyterLab warns of each."""
    for ours in (shelf.ROOT / "notebooks").glob("ch*.ipynb"):
        source = ours.read_bytes()
        if (here / ours.name).read_bytes() == source:
            notary.sign(nbformat.reads(source, as_version=4))


def settings(here: Path, strip: Strip) -> list[str]:
    """Return JupyterLab's settings for the learner's folder *here*."""
    lab = [
        f"--ServerApp.root_dir={here}",
        f"--LabApp.default_url={first_page(here, strip)}",
        "--Application.log_level=WARN",
        "--KernelSpecManager.allowed_kernelspecs=python3",
        "--KernelManager.transport_encryption=auto",  # others may be on this machine
        "--LanguageServerManager.autodetect=False",  # it would run npm, which writes to the home
        "--ServerApp.allow_root=True",
        "--ServerApp.answer_yes=True",
        "--ServerApp.tornado_settings={'ws_ping_interval': 0}",  # it warns of its own default
    ]
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & os.environ.keys()
    return lab if screen or sys.platform != "linux" else [*lab, "--no-browser"]


def first_page(here: Path, strip: Strip) -> str:
    """Return the page of the chapter that was in hand last, or of the first one."""
    chapters = [path.name for path in sorted(here.glob("ch*.ipynb"))]
    last = [f"{strip.here.name}.ipynb"] if strip.here else []
    page = next((name for name in [*last, *chapters] if name in chapters), None)
    return f"/lab/tree/{page}" if page else "/lab"


if __name__ == "__main__":
    main(sys.argv[1:])
