"""``python3 start.py watch``: the card of what was saved last, on a terminal's whole screen."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable

import click
from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import ANSI, AnyFormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, ScrollOffsets, Window

from workbook.engine import judge
from workbook.exercise import Exercise
from workbook.files import Unreadable, Unsaved
from workbook.report import Outcome
from workbook.terminal import coloured, show
from workbook.watch import Watch
from workbook.words import LEGEND, MARKS

NO_TERMINAL = "This is no terminal, so there are no keys: save an answer to see it checked."
KEYS = "h hint   s solution   l list   x reset   n next   q quit"
STEPS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


def start(watch: Watch, plain: bool) -> None:
    """Watch until the reader quits: with keys, or *plain*, as where there is no terminal."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not terminal:
        click.echo(NO_TERMINAL, err=True)
    judge.warm()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(until_told(watch, plain or not terminal))


async def until_told(watch: Watch, plain: bool) -> None:
    """Watch; a SIGTERM ends it in good order, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    await (print_cards(watch) if plain else Screen(watch).run())


async def print_cards(watch: Watch) -> None:
    """Print a card for each save, one below the other."""
    async for exercise in watch.due():
        try:
            show(watch.check(exercise) + "\n", plain=True)
        except (Unreadable, Unsaved) as problem:
            show(f"{problem}\n", plain=True)


class Screen:
    """The card or the list of exercises, and below it what can be done."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._todo: asyncio.Queue[Exercise | str] = asyncio.Queue()  # what is due, and keys
        self._text, self._line = "", 0  # the card and what was asked for; the line on top
        self._row: int | None = None  # the chosen one, while the list is shown
        self._said = ""
        self._if_sure: Callable[[], Awaitable[None]] | None = None
        self._page = Window(
            FormattedTextControl(self._shown, get_cursor_position=self._cursor),
            wrap_lines=True,
            always_hide_cursor=True,
            scroll_offsets=ScrollOffsets(bottom=10**6),  # the cursor's line is on top
        )
        self._app: Application[None] = Application(
            Layout(HSplit([self._page, _bar(self._below), _bar(lambda: KEYS)])),
            key_bindings=self._bindings(),
            full_screen=True,
        )

    async def run(self) -> None:
        """Show the exercise in hand, then whatever is saved, until the reader quits."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._follow()), group.create_task(self._work())]
            await self._app.run_async(handle_sigint=False)
            for task in tasks:
                task.cancel()

    async def _follow(self) -> None:
        async for exercise in self._watch.due():
            self._todo.put_nowait(exercise)

    async def _work(self) -> None:
        while True:
            todo = await self._todo.get()
            self._said = ""
            try:
                await (self._press(todo) if isinstance(todo, str) else self._check(todo))
            except (Unreadable, Unsaved) as problem:
                self._said = str(problem)
            self._app.invalidate()

    async def _check(self, exercise: Exercise) -> None:
        self._said = f"Checking `{exercise.name}`…"
        self._app.invalidate()
        self._text = await asyncio.to_thread(self._watch.check, exercise)
        self._line, self._row, self._said = 0, None, ""

    async def _press(self, key: str) -> None:
        watch, if_sure, self._if_sure = self._watch, self._if_sure, None
        match key:
            case _ if if_sure:
                if key == "y":
                    await if_sure()
            case "h":
                self._add(watch.hint())
            case "s" if watch.standing(watch.exercise) is Outcome.PASSED:
                await self._solution()
            case "s":
                self._ask("You have not passed it yet. Show a worked answer?", self._solution)
            case "l":
                self._row = watch.exercises.index(watch.exercise) if self._row is None else None
            case "x":
                self._ask(f"Begin `{watch.exercise.name}` anew?", self._reset)
            case "n":
                await self._check(watch.next())
            case "enter" if self._row is not None:
                await self._check(watch.exercises[self._row])

    def _ask(self, question: str, if_sure: Callable[[], Awaitable[None]]) -> None:
        self._said, self._if_sure = f"{question} y: yes; any other key: no", if_sure

    async def _solution(self) -> None:
        self._add(self._watch.solution())

    async def _reset(self) -> None:
        self._watch.reset()
        await self._check(self._watch.exercise)
        self._said = f"`python3 start.py reset {self._watch.exercise.name} --undo` undoes this."

    def _add(self, more: str) -> None:
        """Show *more* below the card, and go there."""
        self._row, self._line = None, self._text.count("\n") + 2
        self._text += f"\n\n{more.rstrip()}"

    def _move(self, step: int) -> None:
        if self._row is None:
            here = min(self._line, self._page.vertical_scroll) if step < 0 else self._line
            self._line = min(max(here + step, 0), self._text.count("\n"))
        else:
            self._row = min(max(self._row + step, 0), len(self._watch.exercises) - 1)

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def press(event: KeyPressEvent) -> None:
            key = event.key_sequence[0].key
            if key in STEPS:
                self._move(STEPS[key])
            else:
                self._todo.put_nowait("enter" if key == Keys.Enter else key)

        @bindings.add("q")
        @bindings.add("c-c")
        def quit(event: KeyPressEvent) -> None:
            event.app.exit()

        return bindings

    def _shown(self) -> AnyFormattedText:
        if self._row is None:
            return ANSI(coloured(self._text.expandtabs()))
        return [
            ("reverse" if number == self._row else "", f"{self._about(exercise)}\n")
            for number, exercise in enumerate(self._watch.exercises)
        ]

    def _about(self, exercise: Exercise) -> str:
        standing = self._watch.standing(exercise)
        return f"{MARKS[standing] if standing else '~'} {exercise.chapter:<20} {exercise.name}"

    def _cursor(self) -> Point:
        return Point(0, self._line if self._row is None else self._row)

    def _below(self) -> str:
        if self._said or self._row is None:
            return self._said or (self._text and "Save your answer, and it is checked.")
        return f"↑ ↓ Enter: go there. {LEGEND}"


def _bar(text: Callable[[], str]) -> Window:
    """Return the lowest lines of the screen: as many as *text* needs."""
    control = FormattedTextControl(text)
    return Window(control, wrap_lines=True, dont_extend_height=True, style="reverse")
