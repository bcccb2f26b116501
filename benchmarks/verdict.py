"""How long a learner waits for a verdict: in a warm notebook, and by a command."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from jupyter_client.blocking import BlockingKernelClient
from kernel import kernel, seconds

from workbook import shelf
from workbook.exercise import Exercise

ROUNDS = 15
COMMANDS = 3
READING = 0.3  # seconds before the next run: somebody looks at the card


def main() -> None:
    """Print a row for each exercise: checks, median milliseconds in the notebook, by command."""
    print(f"{'exercise':18}{'checks':>7}{'notebook':>12}{'command':>12}")
    with tempfile.TemporaryDirectory() as home, kernel(home) as client:
        seconds(client, "%load_ext workbook")
        for exercise in shelf.exercises().values():
            cell = shelf.solution(exercise).read_text("utf-8")
            seconds(client, cell)  # the first one starts the sandbox
            warm = statistics.median(after_reading(client, cell) for _ in range(ROUNDS))
            command = statistics.median(by_command(exercise, home) for _ in range(COMMANDS))
            row = f"{warm * 1000:>9.0f} ms{command * 1000:>9.0f} ms"
            print(f"{exercise.name:18}{len(exercise.checks):>7}{row}")


def after_reading(client: BlockingKernelClient, cell: str) -> float:
    """Return how long *cell* takes, in seconds, once the card before was read."""
    time.sleep(READING)
    return seconds(client, cell)


def by_command(exercise: Exercise, home: str) -> float:
    """Return how long ``start.py check NAME`` takes, in seconds."""
    command = [sys.executable, str(shelf.ROOT / "start.py"), "check", exercise.name]
    began = time.perf_counter()
    environment = {**os.environ, "WORKBOOK_HOME": home}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
