"""Run a real program for a check: on our side, with an empty home and bounded in every way."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workbook.engine.troubles import Failed, Skipped

PATIENCE = 20.0  # seconds for it to finish
OUTPUT = 64 << 20  # bytes that it may write: a learner's server may never stop sending


def run(name: str, argv: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Return the exit status and the output of program *name*, whose input is *given*.

    Raises:
        Skipped: it is not installed.
        Failed: it did not finish in `PATIENCE` seconds.
    """
    path = shutil.which(name)
    if path is None:
        raise Skipped(f"`{name}` is not installed here; install it to run this check.")
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as out:
        with subprocess.Popen(
            [path, *argv],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=home,
            env={"PATH": os.defpath, "HOME": home, "LANG": "C.UTF-8"},
        ) as process:
            limit_output(process.pid)
            try:
                _, complaints = process.communicate(given, PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                line = " ".join([name, *argv])
                raise Failed(f"`{line}` was still waiting after {PATIENCE:.0f} s.") from None
        out.seek(0)
        return subprocess.CompletedProcess(process.args, process.returncode, out.read(), complaints)


def limit_output(pid: int) -> None:
    """Stop process *pid* from writing more than `OUTPUT` bytes, where that can be said."""
    if sys.platform == "linux" and Path(f"/proc/{pid}").exists():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
