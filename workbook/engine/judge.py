"""Check an answer: ask every question of the exercise, and decide the verdict here."""

from __future__ import annotations

import atexit
import dataclasses
import os
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from queue import SimpleQueue

from workbook import shelf
from workbook.engine.lane import Lane, Run
from workbook.engine.troubles import Failed, NotStarted
from workbook.exercise import Check, Exercise
from workbook.report import Report
from workbook.stub import stub

UNTOUCHED = "This is still the text that you began with."
NO_FILE = "There is no answer yet."
LANES = min(2, os.cpu_count() or 1)  # checks that run at once; more would not be felt


class Judge:
    """Checks answers in warm sandboxes of the given tier, the strongest one by default."""

    def __init__(self, tier: str = "", lanes: int = LANES) -> None:
        self._lanes = [Lane(tier) for _ in range(lanes)]

    @property
    def tier(self) -> str:
        """How programs are contained; ``none`` before the first one ran."""
        return self._lanes[0].tier or "none"

    def warm(self) -> None:
        """Start what is not started; may be called from any thread."""
        for lane in self._lanes:
            lane.tier = lane.tier or self._lanes[0].tier
            lane.warm()

    def check(self, exercise: Exercise, source: bytes | None, seed: str | None = None) -> Report:
        """Ask *source* every question of *exercise* and return what came of it.

        Args:
            source: the text of the answer; None where there is no file.
            seed: what inputs are drawn from; a new one by default.
        """
        seed = seed or secrets.token_hex(3)
        if idle := not_begun(exercise, source):
            runs = [Run(check, NotStarted(idle)) for check in exercise.checks]
        elif problem := unreadable(exercise, source or b""):
            runs = [Run(check, problem) for check in exercise.checks]
        else:
            runs = self._run_all(exercise, source or b"", seed)
        results, loaded = tuple(run.result() for run in runs), all(run.loaded for run in runs)
        return Report(exercise.name, results, self.tier, seed, loaded)

    def close(self) -> None:
        """End the sandboxes; the next check starts others."""
        for lane in self._lanes:
            lane.close()

    def _run_all(self, exercise: Exercise, source: bytes, seed: str) -> list[Run]:
        """Run the checks, as many at once as there are lanes."""
        self.warm()
        free: SimpleQueue[Lane] = SimpleQueue()
        unloaded: list[Run] = []
        for lane in self._lanes:
            free.put(lane)

        def run(check: Check) -> Run:
            if unloaded:  # nor will it load for the others
                return dataclasses.replace(unloaded[0], check=check)
            lane = free.get()
            found = lane.run(exercise, check, source, seed)
            free.put(lane)
            unloaded.extend([] if found.loaded else [found])
            return found

        with ThreadPoolExecutor(len(self._lanes), "lane") as pool:
            try:
                runs = list(pool.map(run, exercise.checks))
                for lane in self._lanes:
                    lane.end()
            except BaseException:  # an interrupt: a lane may be in the middle of an answer
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise
        return runs


def not_begun(exercise: Exercise, source: bytes | None) -> str:
    """Return why there is nothing to check, or nothing if there is something."""
    if source is None:
        return NO_FILE
    solution = shelf.solution(exercise)
    if solution.exists() and same(source, begun_with(solution.read_text("utf-8"))):
        return UNTOUCHED
    return ""


@cache
def begun_with(solution: str) -> bytes:
    """Return the text that a learner begins with."""
    return stub(solution).encode()


def same(one: bytes, other: bytes) -> bool:
    """Whether two texts differ at most in their line ends and in blank lines at the end."""
    return one.replace(b"\r\n", b"\n").rstrip() == other.replace(b"\r\n", b"\n").rstrip()


def unreadable(exercise: Exercise, source: bytes) -> Failed | None:
    """Return what is wrong with a text that is not UTF-8."""
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = source.count(b"\n", 0, problem.start) + 1
        byte = source[problem.start]
        return Failed(
            f"{exercise.file_name} is not UTF-8: line {line} holds the byte 0x{byte:02x}. "
            "Save it as UTF-8 in your editor."
        )
    return None


_judge = Judge()  # this process's own
atexit.register(_judge.close)


def check(exercise: Exercise, source: bytes | None, *, seed: str | None = None) -> Report:
    """Check *source* with this process's own judge; see `Judge.check`."""
    return _judge.check(exercise, source, seed)


def warm() -> None:
    """Start this process's sandbox beside whatever goes on, so that the first check is quick."""
    threading.Thread(target=_judge.warm, name="sandbox", daemon=True).start()
