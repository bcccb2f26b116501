"""The worker's own process: its limits, its output, and whom it answers."""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import socket
import sys

from workbook.engine import wire
from workbook.engine.worker import confine
from workbook.engine.worker.questions import Questions
from workbook.engine.worker.rehearsal import rehearse

MIB = 1 << 20
LIMITS = {
    resource.RLIMIT_CPU: 30,  # seconds
    resource.RLIMIT_AS: 2048 * MIB,
    resource.RLIMIT_FSIZE: 256 * MIB,
    resource.RLIMIT_CORE: 0,
}
ALONE_LIMITS = {resource.RLIMIT_NPROC: 512}  # with threads, of all sandboxes of this machine


def answer(line: socket.socket) -> None:
    """Become a worker once its file descriptors come over *line*; never returns before the end.

    They are, in this order: a socket for questions and replies, where stdout and stderr go,
    where the stack goes on SIGUSR1, and a socket that asks the trusted side for sockets.
    """
    os.setsid()
    for limit, most in (LIMITS | (ALONE_LIMITS if os.getppid() == 1 else {})).items():
        resource.setrlimit(limit, (most, most))
    witness = Questions()
    if not wire.waiting(line):
        rehearse(witness.reactor)
    confine.leave_the_network()
    reader = wire.Reader(line)
    try:
        reader.frame()
    except wire.Gone:
        return
    control, output, stacks, broker = reader.fds
    line.close()
    redirect(output)
    faulthandler.register(signal.SIGUSR1, file=stacks, all_threads=False)
    witness.meet(socket.socket(fileno=control), socket.socket(fileno=broker))
    witness.reactor.run(installSignalHandlers=False)


def redirect(output: int) -> None:
    """Send what the program prints to *output*, line by line, and give it no input."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(fd, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
