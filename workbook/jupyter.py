"""The notebook's door: cells that are exercises, and ``%workbook VERB NAME``."""

from __future__ import annotations

import contextlib
import difflib
import os
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError

from workbook import bridge, card, shelf, words
from workbook import strip as strips
from workbook.desk import ChangedOutside, Desk, home
from workbook.engine import judge
from workbook.exercise import Exercise
from workbook.files import Unreadable, Unsaved
from workbook.output import say, show_card, show_strip
from workbook.report import Outcome
from workbook.strip import Strip
from workbook.submission import exercise_named_in

VERBS = ("status", "strip", "hint", "solution", "reset", "take", "keep")
LOAD = "%load_ext workbook"


def load(shell: Any) -> None:
    """Start the reactor in the kernel of *shell*, and make exercise cells check themselves."""
    bridge.load(shell)
    judge.warm()
    notebook = Notebook(shell, Desk(home()))
    shell.input_transformers_cleanup.insert(0, as_call)
    shell.register_magic_function(notebook.exercise, "cell")
    shell.register_magic_function(notebook.workbook, "line")
    with contextlib.suppress(UsageError):  # of a folder that cannot be used, the next card tells
        notebook.workbook("strip")


def as_call(lines: list[str]) -> list[str]:
    """Turn an exercise's cell into one call; leave every other cell as it is.

    It must be pure: a kernel transforms a cell several times for each time it runs.
    """
    source = "".join(lines)
    if source.strip() == LOAD:  # it is loaded; who runs the cell again wants the strip
        return ["get_ipython().run_line_magic('workbook', 'strip')\n"]
    name = exercise_named_in(source)
    return [f"get_ipython().run_cell_magic('exercise', {name!r}, {source!r})\n"] if name else lines


class Notebook:
    """What the exercise cells and the magic of one kernel do."""

    def __init__(self, shell: Any, desk: Desk) -> None:
        self._shell, self._desk = shell, desk
        self._last = ""  # the exercise whose cell ran last
        self._refused: dict[str, str] = {}  # cells that would have overwritten another text
        self._notes: list[str] = []  # for the next card
        if not Path.cwd().is_relative_to(desk.home):
            self._notes.append(f"Your answers are saved in `{desk.home}`.")

    def exercise(self, name: str, source: str) -> None:
        """Save the cell, check it, draw the card, and define the cell's names."""
        __tracebackhide__ = True  # an error while defining is the learner's, and so is its place
        exercise = self._find(name)
        self._last = name
        try:
            self._desk.save_cell(exercise, source.encode())
            self._desk.visit(name)
        except ChangedOutside:
            self._refused[name] = source
            path = os.path.relpath(self._desk.path(exercise))
            show_card(card.Notice(name, words.CHANGED_OUTSIDE.format(path=path, name=name)))
            return
        except (Unreadable, Unsaved) as problem:
            self._notes.append(str(problem))
        self._check(exercise, source)

    def workbook(self, line: str) -> None:
        """``%workbook hint|solution|reset|take|keep [NAME]``, or ``%workbook status|strip``."""
        verb, *words = line.split() or ["status"]
        if verb not in VERBS:
            near = difflib.get_close_matches(verb, VERBS, n=1)
            guess = f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(VERBS)}."
            raise UsageError(f"There is no `%workbook {verb}`.{guess}")
        names = [word for word in words if not word.startswith("--")] or [self._last]
        flags = [word for word in words if word.startswith("--")]
        try:
            if verb == "status":
                print(strips.overview(self._desk))
            elif verb == "strip":
                show_strip(self._strip())
            else:
                getattr(self, f"_{verb}")(self._find(names[0]), flags)
        except (Unreadable, Unsaved) as problem:
            raise UsageError(str(problem)) from None

    def _strip(self) -> Strip:
        """Return how far the learner is, in the chapter of this notebook."""
        strip, chapter = strips.of(self._desk), self._chapter()
        if chapter and not (strip.here and strip.here.name == chapter):
            strip = strips.of(self._desk, chapter)
            if strip.here:
                self._desk.visit(chapter)
        return strip

    def _chapter(self) -> str:
        """Return the chapter's name, as far as the front end tells the notebook's."""
        told = os.environ.get("JPY_SESSION_NAME") or self._shell.user_ns.get("__vsc_ipynb_file__")
        return Path(told or "").stem

    def _hint(self, exercise: Exercise, flags: list[str]) -> None:
        number = self._desk.next_hint(exercise)
        say(f"**Hint {number} of {len(exercise.hints)}.** {exercise.hints[number - 1]}")

    def _solution(self, exercise: Exercise, flags: list[str]) -> None:
        if self._desk.standing(exercise) is Outcome.PASSED or "--yes" in flags:
            source = self._desk.solution(exercise)
            say(f"```python\n{source}```" if source else words.KEPT)
        else:
            say(
                f"You have not passed `{exercise.name}` yet. To see a worked answer all the same: "
                f"`%workbook solution {exercise.name} --yes`"
            )

    def _reset(self, exercise: Exercise, flags: list[str]) -> None:
        if "--undo" not in flags:
            self._desk.save(exercise, self._desk.stub(exercise))
        elif not self._desk.undo(exercise):
            raise UsageError(f"No earlier text of `{exercise.name}` was kept.")
        self._fill_cell(exercise)

    def _take(self, exercise: Exercise, flags: list[str]) -> None:
        if exercise.name in self._refused:
            self._desk.keep(exercise, self._refused.pop(exercise.name).encode())
        self._fill_cell(exercise)

    def _keep(self, exercise: Exercise, flags: list[str]) -> None:
        if exercise.name not in self._refused:
            raise UsageError(f"No cell of `{exercise.name}` waits to be kept.")
        source = self._refused.pop(exercise.name)
        self._desk.save(exercise, source.encode())
        self._desk.saw(exercise, source.encode())
        self._check(exercise, source)

    def _fill_cell(self, exercise: Exercise) -> None:
        path = self._desk.begin(exercise)
        source = path.read_bytes()
        try:
            self._shell.set_next_input(source.decode().rstrip("\n"), replace=True)
        except UnicodeDecodeError:
            raise UsageError(f"{path} is not UTF-8. Save it as UTF-8 in your editor.") from None
        self._desk.saw(exercise, source)

    def _find(self, name: str) -> Exercise:
        if not name:
            raise UsageError("Name an exercise, such as `%workbook hint guestbook`.")
        try:
            return shelf.exercise(name, self._desk.root)
        except shelf.UnknownExercise as unknown:
            raise UsageError(str(unknown)) from None

    def _check(self, exercise: Exercise, source: str) -> None:
        __tracebackhide__ = True
        report = judge.check(exercise, source.encode())
        try:
            self._desk.note_report(exercise, source.encode(), report)
        except (Unreadable, Unsaved) as problem:
            self._notes.append(str(problem))
        show_card(card.of(self._desk, exercise, report, self._notes))
        self._notes.clear()
        if report.loaded:
            with contextlib.suppress(NotImplementedError):  # a turn outside of any function
                self._define(exercise.name, source)

    def _define(self, name: str, source: str) -> None:
        """Run the cell's own text, so that its names are the notebook's.

        Its ``__name__`` is the exercise's, so what only a script needs does not run.
        """
        __tracebackhide__ = True
        file = self._shell.compile.cache(source, self._shell.execution_count)
        code = compile(source, file, "exec", dont_inherit=True)
        names = self._shell.user_ns
        before = names["__name__"]
        names["__name__"] = name
        try:
            exec(code, names)
        finally:
            names["__name__"] = before
