"""Check an answer: ask every question of the exercise, and decide the verdict here."""

from __future__ import annotations

import atexit
import dataclasses
import random
import secrets
import threading
from dataclasses import dataclass

from workbook import shelf
from workbook.engine import sandbox as sandboxes
from workbook.engine.process import WorkerProcess
from workbook.engine.sandbox import Broken, Sandbox
from workbook.engine.subject import Subject
from workbook.engine.troubles import Failed, NotStarted, Skipped, Trouble
from workbook.exercise import Check, Exercise
from workbook.report import Outcome, Report, Result
from workbook.stub import stub

UNTOUCHED = "This is still the text that you began with."
NO_FILE = "There is no answer yet."


class Judge:
    """Checks answers in one warm sandbox of the given tier, the strongest one by default."""

    def __init__(self, tier: str = "") -> None:
        self._tier = tier
        self._sandbox: Sandbox | None = None
        self._starting = threading.Lock()

    @property
    def tier(self) -> str:
        """How programs are contained; ``none`` before the first one ran."""
        return self._tier or "none"

    def warm(self) -> Sandbox:
        """Return the sandbox, started if it is not; may be called from any thread."""
        with self._starting:
            if self._sandbox is None:
                self._sandbox = sandboxes.start(self._tier)
                self._tier = self._sandbox.tier  # another one shall be no weaker
            return self._sandbox

    def check(self, exercise: Exercise, source: bytes | None, seed: str | None = None) -> Report:
        """Ask *source* every question of *exercise* and return what came of it.

        Args:
            source: the text of the answer; None where there is no file.
            seed: what inputs are drawn from; a new one by default.
        """
        seed = seed or secrets.token_hex(3)
        if idle := not_begun(exercise, source):
            waiting = tuple(Run(check, NotStarted(idle)).result() for check in exercise.checks)
            return Report(exercise.name, waiting, self.tier, seed)
        assert source is not None
        if (problem := unreadable(exercise, source)) is not None:
            runs = [Run(check, problem) for check in exercise.checks]
        else:
            try:
                runs = self._run_all(exercise, source, seed)
                self._end()
            except BaseException:  # an interrupt: the sandbox may be in the middle of an answer
                self.close()
                raise
        results, loaded = tuple(run.result() for run in runs), all(run.loaded for run in runs)
        return Report(exercise.name, results, self.tier, seed, loaded)

    def close(self) -> None:
        """End the sandbox; the next check starts another."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def _run_all(self, exercise: Exercise, source: bytes, seed: str) -> list[Run]:
        runs: list[Run] = []
        for check in exercise.checks:
            runs.append(run := self._run(exercise, check, source, seed))
            if not run.loaded:  # nor will it load for the others
                rest = exercise.checks[len(runs) :]
                return [*runs, *(dataclasses.replace(run, check=each) for each in rest)]
        return runs

    def _run(self, exercise: Exercise, check: Check, source: bytes, seed: str) -> Run:
        draw = random.Random(f"{seed}:{exercise.name}:{check.name}")
        try:
            with self._worker(exercise.file_name, source) as worker:
                if (trouble := load(exercise, source, worker)) is not None:
                    return Run(check, trouble, worker, loaded=False)
                trouble = asked(check, Subject(worker, draw))
                return Run(check, gravest(trouble, worker), worker)
        except Broken:
            self.close()
            return Run(check, Failed("Your program ended the checker's process."))

    def _worker(self, file: str, source: bytes) -> WorkerProcess:
        lines = source.decode().splitlines()
        try:
            return WorkerProcess(self.warm(), file, lines)
        except Broken:
            self.close()
            return WorkerProcess(self.warm(), file, lines)

    def _end(self) -> None:
        """Leave nothing of one answer to the next."""
        try:
            if self._sandbox is not None:
                self._sandbox.end()
        except Broken:
            self.close()


@dataclass(frozen=True)
class Run:
    """One check that was run: what it has to say against the answer, if anything."""

    check: Check
    trouble: Trouble | None
    worker: WorkerProcess | None = None
    loaded: bool = True

    def result(self) -> Result:
        """Return the result, with what the program had printed when it ended."""
        trouble, check = self.trouble, self.check
        return Result(
            check.name,
            check.title,
            trouble.outcome if trouble else Outcome.PASSED,
            trouble.message if trouble else "",
            places=trouble.places if trouble else (),
            exchange=trouble.exchange if trouble else None,
            printed=self.worker.printed() if self.worker else "",
        )


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


def load(exercise: Exercise, source: bytes, worker: WorkerProcess) -> Trouble | None:
    """Load the answer into *worker*; return what stands against that."""
    try:
        text = source.decode("latin-1")  # a character a byte: the worker gets the very bytes
        worker.ask("load", source=text, file=exercise.file_name, name=exercise.name)
    except Trouble as trouble:
        return trouble
    return None


def asked(check: Check, subject: Subject) -> Trouble | None:
    """Ask one check's questions; return what it has to say against the answer."""
    try:
        check.ask(subject)
    except Trouble as trouble:
        return trouble
    except AssertionError as trouble:
        return Failed(str(trouble))
    except (OSError, EOFError) as trouble:
        return Failed(f"A client of the check ended with {type(trouble).__name__}: {trouble}")
    except Exception as trouble:  # noqa: BLE001 - what an answer returns can trip a check
        return Failed(f"The check could not use what came: {type(trouble).__name__}: {trouble}")
    return None


def gravest(trouble: Trouble | None, worker: WorkerProcess) -> Trouble | None:
    """Return the cause rather than the symptom: an error in the program explains a failure."""
    if isinstance(trouble, NotStarted | Skipped):
        return trouble
    try:
        faults = worker.faults()
    except Failed as ended:  # then nothing else can be learned, and this is why
        return ended
    for fault in faults:
        if isinstance(fault, NotStarted):
            return fault
    if not faults or (trouble is not None and trouble.places):
        return trouble
    cause = faults[0]
    if trouble is None:
        return cause
    return Failed(f"{cause}\n{trouble}", cause.places, trouble.exchange)


_judge = Judge()  # this process's own
atexit.register(_judge.close)


def check(exercise: Exercise, source: bytes | None, *, seed: str | None = None) -> Report:
    """Check *source* with this process's own judge; see `Judge.check`."""
    return _judge.check(exercise, source, seed)


def warm() -> None:
    """Start this process's sandbox beside whatever goes on, so that the first check is quick."""
    threading.Thread(target=_judge.warm, name="sandbox", daemon=True).start()
