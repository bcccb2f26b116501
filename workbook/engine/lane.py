"""One lane of the engine: a sandbox, in which one check runs after another."""

from __future__ import annotations

import random
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from workbook.engine import sandbox as sandboxes
from workbook.engine.oversights import explained
from workbook.engine.process import WorkerProcess
from workbook.engine.sandbox import Broken, Sandbox
from workbook.engine.subject import Subject
from workbook.engine.talk import Talk
from workbook.engine.troubles import Failed, NotStarted, Skipped, Trouble
from workbook.exercise import Check, Exercise
from workbook.report import Outcome, Result


class Lane:
    """A sandbox that is kept warm, and replaced when it breaks.

    Args:
        tier: how to contain programs; the strongest way by default.
    """

    def __init__(self, tier: str = "") -> None:
        self.tier = tier
        self._sandbox: Sandbox | None = None
        self._starting = threading.Lock()

    def warm(self) -> Sandbox:
        """Return the sandbox, started if it is not; may be called from any thread."""
        with self._starting:
            if self._sandbox is None:
                self._sandbox = sandboxes.start(self.tier)
                self.tier = self._sandbox.tier  # another one shall be no weaker
            return self._sandbox

    def run(self, exercise: Exercise, check: Check, source: bytes, seed: str) -> Run:
        """Ask *source* the questions of one *check*, in a process of its own."""
        draw = random.Random(f"{seed}:{exercise.name}:{check.name}")
        try:
            with self._worker(exercise.file_name, source) as worker:
                if (trouble := load(exercise, source, worker)) is not None:
                    return Run(check, explained(trouble, source), worker, loaded=False)
                with Subject(worker, draw, partial(self._again, exercise, source)) as subject:
                    trouble = asked(check, subject)
                    worker = subject.worker
                    trouble = explained(gravest(trouble, worker), source)
                    return Run(check, trouble, worker, subject.talk)
        except Broken:
            self.close()
            return Run(check, Failed("Your program ended the checker's process."))

    def end(self) -> None:
        """Leave nothing of one answer to the next."""
        if self._sandbox is not None:
            self._sandbox.end_soon()

    def close(self) -> None:
        """End the sandbox; the next check starts another."""
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def _again(self, exercise: Exercise, source: bytes) -> WorkerProcess:
        """Return a worker that takes the place of the one before, among its files."""
        worker = self._worker(exercise.file_name, source)
        if (trouble := load(exercise, source, worker)) is not None:
            worker.close()
            raise trouble
        return worker

    def _worker(self, file: str, source: bytes) -> WorkerProcess:
        lines = source.decode().splitlines()
        with suppress(Broken):
            return WorkerProcess(self.warm(), file, lines)
        self.close()
        return WorkerProcess(self.warm(), file, lines)


@dataclass(frozen=True)
class Run:
    """One check that was run: what it has to say against the answer, if anything."""

    check: Check
    trouble: Trouble | None
    worker: WorkerProcess | None = None
    talk: Talk | None = None
    loaded: bool = True

    def result(self) -> Result:
        """Return the result, with what the program had printed when it ended."""
        trouble, check = self.trouble, self.check
        talk = self.talk if trouble else None
        return Result(
            check.name,
            check.title,
            trouble.outcome if trouble else Outcome.PASSED,
            trouble.message if trouble else "",
            places=trouble.places if trouble else (),
            symptom=trouble.symptom if trouble else "",
            exchange=trouble.exchange if trouble else None,
            talk=tuple(talk.moments) if talk else (),
            made=talk.made if talk and talk.repeatable else "",
            printed=self.worker.printed() if self.worker else "",
        )


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
        if subject.worker.servers:
            subject.settle()  # a script may have something to say
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
    return Failed(cause.message, cause.places, trouble.exchange, symptom=trouble.message)
