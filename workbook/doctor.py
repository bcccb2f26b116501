"""Look at this machine: what the workbook uses, what is missing, and how to get it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("twisted", "ipykernel", "jupyterlab", "pytest")
PROGRAMS = {  # what it is for, and its package for apt and for brew
    "curl": ("chapters", "curl", "curl"),
    "nc": ("chapters", "netcat-openbsd", "netcat"),
    "lftp": ("the chapter on FTP", "lftp", "lftp"),
    "redis-cli": ("the chapters on protocols", "redis-tools", "redis"),
    "bwrap": ("grading other people's answers safely", "bubblewrap", ""),
    "chromium": ("the tests of what a browser shows", "chromium", "chromium"),
}
TIERS = {
    "namespaces": "answers are checked behind walls (namespaces); you can grade a class",
    "uid": "answers are checked as another user (uid); you can grade a class",
    "process": "answers are checked with limits only (process): do not grade a class here",
}


def rows() -> Iterator[str]:
    """Yield a line for each thing: ✓ it is there, or – it is missing and how to get it."""
    yield f"✓ {'Python':<11} {sys.version.split()[0]}, {sys.executable}"
    yield from map(package, PACKAGES)
    yield from (program(name, *about) for name, about in PROGRAMS.items())
    yield sandbox()
    yield reactor()


def package(name: str) -> str:
    """Return the line of a Python package."""
    try:
        return f"✓ {name:<11} {version(name)}"
    except PackageNotFoundError:
        return f"– {name:<11} missing; `python3 start.py` installs it"


def program(name: str, used_by: str, debian: str, brew: str) -> str:
    """Return the line of a real program; a check that needs a missing one is skipped."""
    path = shutil.which(name)
    if path:
        return f"✓ {name:<11} {path}"
    if sys.platform == "darwin":
        cure = f"brew install {brew}" if brew else "not for macOS"
    else:
        cure = f"apt install {debian}"
    return f"– {name:<11} missing; for {used_by}: {cure}"


def sandbox() -> str:
    """Return the line of the strongest tier that works here; found out by trying."""
    from workbook.engine.sandbox import PROCESS, best_tier

    tier = best_tier()
    return f"{'–' if tier == PROCESS else '✓'} {'sandbox':<11} {TIERS[tier]}"


def reactor() -> str:
    """Return the line of the way in which a notebook's cells and the reactor live together."""
    loop_of_cells = sys.platform != "win32" or version("ipykernel") < "7"
    if loop_of_cells:
        return f"✓ {'reactor':<11} asyncio mode: on the kernel's own loop"
    return f"– {'reactor':<11} this kernel's loop cannot carry it; install ipykernel<7"
