"""A worker process, and what is left when there is none."""

import os
import threading

import pytest

from workbook.engine import sandbox
from workbook.engine.process import WorkerProcess


def test_a_worker_that_cannot_be_forked_leaves_nothing():
    """Neither a descriptor nor a thread, when an answer has killed the fork server."""
    box = sandbox.start("process")
    box._process.kill()
    box._process.wait()
    threads, before = threading.active_count(), len(os.listdir("/dev/fd"))

    with pytest.raises(sandbox.Broken):
        WorkerProcess(box, "answer.py", [])
    for thread in threading.enumerate()[threads:]:
        thread.join()

    assert before == len(os.listdir("/dev/fd"))
    assert threads == threading.active_count()
    box.close()
