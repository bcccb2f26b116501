"""Check an answer: ask every question of the exercise, and decide the verdict here."""

from __future__ import annotations

import atexit
import random
import secrets

from workbook import shelf
from workbook.engine import sandbox as sandboxes
from workbook.engine.process import WorkerProcess
from workbook.engine.sandbox import Broken, Sandbox
from workbook.engine.subject import Subject
from workbook.engine.troubles import Failed, NotStarted, Skipped
from workbook.exercise import Check, Exercise
from workbook.report import Outcome, Report, Result
from workbook.stub import stub

UNTOUCHED = "This is still the text that you began with."
NO_FILE = "There is no answer yet."


class Judge:
    """Checks answers in one warm sandbox of the given tier, the strongest one by default."""

    def __init__(self, tier: str | None = None) -> None:
        self.tier = tier or sandboxes.best_tier()
        self._sandbox: Sandbox | None = None

    def check(self, exercise: Exercise, source: bytes | None, seed: str | None = None) -> Report:
        """Ask *source* every question of *exercise* and return what came of it.

        Args:
            source: the text of the answer; None where there is no file.
            seed: what inputs are drawn from; a new one by default.
        """
        seed = seed or secrets.token_hex(3)
        if idle := not_begun(exercise, source):
            results = [result(check, Outcome.NOT_STARTED, idle) for check in exercise.checks]
            return Report(exercise.name, tuple(results), self.tier, seed)
        assert source is not None
        results = []
        for check in exercise.checks:
            loaded, found = self._run(exercise, check, source, seed)
            results.append(found)
            if not loaded:  # nor will it load for the others
                rest = exercise.checks[len(results) :]
                results += [replaced(found, each) for each in rest]
                break
        return Report(exercise.name, tuple(results), self.tier, seed)

    def close(self) -> None:
        """End the sandbox; the next check starts another."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def _run(
        self, exercise: Exercise, check: Check, source: bytes, seed: str
    ) -> tuple[bool, Result]:
        """Return whether the answer could be loaded, and the result of *check*."""
        if (problem := unreadable(exercise, source)) is not None:
            return False, result(check, Outcome.FAILED, problem.message)
        try:
            with self._worker(exercise.file_name, source) as worker:
                loaded, trouble = self._ask(exercise, check, source, seed, worker)
            return loaded, self._verdict(check, trouble, worker.printed)
        except Broken:
            self.close()
            return True, result(check, Outcome.FAILED, "Your program ended the checker's process.")

    def _worker(self, file: str, source: bytes) -> WorkerProcess:
        lines = source.decode().splitlines()
        if self._sandbox is None:
            self._sandbox = Sandbox(self.tier)
        try:
            return WorkerProcess(self._sandbox, file, lines)
        except Broken:
            self.close()
            self._sandbox = Sandbox(self.tier)
            return WorkerProcess(self._sandbox, file, lines)

    def _ask(
        self, exercise: Exercise, check: Check, source: bytes, seed: str, worker: WorkerProcess
    ) -> tuple[bool, Exception | None]:
        """Return whether the answer could be loaded, and what is wrong with it, if anything."""
        name, text = exercise.name, source.decode("latin-1")
        try:
            worker.ask("load", source=text, file=exercise.file_name, name=name)
        except (Failed, NotStarted) as trouble:
            return False, trouble
        draw = random.Random(f"{seed}:{name}:{check.name}")
        trouble = asked(check, Subject(worker, draw))
        if isinstance(trouble, NotStarted | Skipped):
            return True, trouble
        return True, gravest(trouble, worker)

    def _verdict(self, check: Check, trouble: Exception | None, printed: str) -> Result:
        if trouble is None:
            return result(check, Outcome.PASSED, printed=printed)
        if isinstance(trouble, NotStarted):
            return result(check, Outcome.NOT_STARTED, str(trouble), printed)
        if isinstance(trouble, Skipped):
            return result(check, Outcome.SKIPPED, str(trouble), printed)
        assert isinstance(trouble, Failed)
        found = result(check, Outcome.FAILED, trouble.message, printed)
        return Result(**{**vars(found), "places": trouble.places, "exchange": trouble.exchange})


def not_begun(exercise: Exercise, source: bytes | None) -> str:
    """Return why there is nothing to check, or nothing if there is something."""
    if source is None:
        return NO_FILE
    solution = shelf.solution(exercise)
    if solution.exists() and same(source, stub(solution.read_text("utf-8")).encode()):
        return UNTOUCHED
    return ""


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


def asked(check: Check, subject: Subject) -> Failed | NotStarted | Skipped | None:
    """Ask one check's questions; return what it has to say against the answer."""
    try:
        check.ask(subject)
    except (Failed, NotStarted, Skipped) as trouble:
        return trouble
    except AssertionError as trouble:
        return Failed(str(trouble))
    except (OSError, EOFError) as trouble:
        return Failed(f"A client of the check ended with {type(trouble).__name__}: {trouble}")
    except Exception as trouble:  # what an answer returns can trip a check in any way
        return Failed(f"The check could not use what came: {type(trouble).__name__}: {trouble}")
    return None


def gravest(trouble: Failed | None, worker: WorkerProcess) -> Failed | NotStarted | None:
    """Return the cause rather than the symptom: an error in the program explains a failure."""
    try:
        faults = worker.faults()
    except Failed as ended:  # then nothing else can be learned, and this is why
        return ended
    for fault in faults:
        if isinstance(fault, NotStarted):
            return fault
    if not faults:
        return trouble
    if trouble is None or trouble.places:
        return trouble or faults[0]
    return Failed(f"{faults[0].message}\n{trouble.message}", faults[0].places, trouble.exchange)


def result(check: Check, outcome: Outcome, message: str = "", printed: str = "") -> Result:
    """Return the result of *check*."""
    return Result(check.name, check.title, outcome, message, printed=printed)


def replaced(found: Result, check: Check) -> Result:
    """Return the same result for another *check*."""
    return Result(**{**vars(found), "check": check.name, "title": check.title})


_judge: Judge | None = None


def check(exercise: Exercise, source: bytes | None, *, seed: str | None = None) -> Report:
    """Check *source* with this process's own judge; see `Judge.check`."""
    global _judge
    if _judge is None:
        _judge = Judge()
        atexit.register(_judge.close)
    return _judge.check(exercise, source, seed)
