"""The workbook from the command line; ``python3 start.py VERB`` calls this.

Exit codes: 0 done, 1 not passed or not possible, 2 a word that nobody knows.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from workbook import shelf, words
from workbook.desk import Desk, home
from workbook.files import Unreadable, Unsaved, write
from workbook.report import Outcome
from workbook.terminal import progress, show, survive_old_terminals

GRADING = ("grade", "replay", "handout", "demo-class")
DRAWN = ("ribbons", "loop", "ladder", "states")


class Refused(click.ClickException):
    """What cannot be done, and why: one sentence."""


class Unknown(click.ClickException):
    """A word that nobody knows, and the nearest one: one sentence."""

    exit_code = 2


class Verbs(click.Group):
    """The verbs, in the order of a learner's day; what goes wrong is said in one sentence."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs as they are defined, not by the alphabet."""
        return [*self.commands, *GRADING]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a verb; those of an instructor are loaded when they are asked for."""
        if name in GRADING:
            from workbook.grading.commands import COMMANDS

            return COMMANDS[name]
        return super().get_command(context, name)

    def invoke(self, context: click.Context) -> object:
        """Run the verb."""
        try:
            return super().invoke(context)
        except shelf.UnknownExercise as unknown:
            raise Unknown(str(unknown)) from None
        except (Unreadable, Unsaved) as problem:
            raise Refused(str(problem)) from None


@click.group(cls=Verbs)
@click.pass_context
def cli(context: click.Context) -> None:
    """Learn Twisted by running it. What you write is in my/."""
    context.obj = context.obj or Desk(home(), say=lambda said: click.echo(said, err=True))


@cli.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--plain", is_flag=True, help="In sentences, for a screen reader.")
@click.option("--seed", help="Draw the same inputs again; a failed card says its seed.")
@click.pass_obj
def check(desk: Desk, names: tuple[str, ...], plain: bool, seed: str | None) -> None:
    """Check your answers: those that you name, or all."""
    from workbook import card, card_plain, card_text, strip
    from workbook.checking import checked, tally

    exercises = [shelf.exercise(name, desk.root) for name in names]
    for exercise in exercises:
        desk.begin(exercise)
        desk.visit(exercise.name)
    exercises = exercises or list(shelf.exercises(desk.root).values())
    draw = card_plain.plain if plain else card_text.text
    line = card_plain.headline if plain else card.headline
    cards = []
    for exercise, report in checked(desk, exercises, seed, progress(plain)):
        cards.append(card.of(desk, exercise, report, [os.path.relpath(desk.path(exercise))]))
        show(line(report) if len(exercises) > 1 else draw(cards[0]), plain)
    if len(exercises) > 1:
        for each in cards:
            if each.report.outcome is Outcome.FAILED:
                show(f"\n{draw(replace(each, strip=None))}", plain)
        click.echo(f"\n{tally(each.report for each in cards)} {strip.of(desk).summary}")
    sys.exit(any(each.report.outcome is not Outcome.PASSED for each in cards))


@cli.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--plain", is_flag=True, help="No keys and no colour: a card below the other.")
@click.pass_obj
def watch(desk: Desk, names: tuple[str, ...], plain: bool) -> None:
    """Check your answers whenever you save one."""
    from workbook import screen
    from workbook.watch import Watch

    exercises = [shelf.exercise(name, desk.root) for name in names]
    exercises = exercises or list(shelf.exercises(desk.root).values())
    screen.start(Watch(desk, exercises), plain)


@cli.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def run(desk: Desk, name: str, arguments: tuple[str, ...]) -> None:
    """Run your answer as a program, with ARGUMENTS of its own."""
    path = desk.begin(shelf.exercise(name, desk.root))
    os.execv(sys.executable, [sys.executable, str(path), *arguments])


@cli.command()
@click.argument("name")
@click.option("--all", "every", is_flag=True, help="All hints at once.")
@click.pass_obj
def hint(desk: Desk, name: str, every: bool) -> None:
    """Show the next hint: a nudge at first, then more."""
    exercise = shelf.exercise(name, desk.root)
    number, of = desk.next_hint(exercise), len(exercise.hints)
    for each in range(1, of + 1) if every else [number]:
        click.echo(f"Hint {each} of {of}: {exercise.hints[each - 1]}")


@cli.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Show it also before you have passed.")
@click.pass_obj
def solution(desk: Desk, name: str, yes: bool) -> None:
    """Show a worked answer."""
    exercise = shelf.exercise(name, desk.root)
    if not yes and desk.standing(exercise) is not Outcome.PASSED:
        click.confirm(f"You have not passed `{name}` yet. Show a worked answer?", abort=True)
    click.echo(desk.solution(exercise) or f"{words.KEPT}\n", nl=False)


@cli.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Bring your text back.")
@click.pass_obj
def reset(desk: Desk, name: str, undo: bool) -> None:
    """Begin an exercise anew; your text is kept."""
    exercise = shelf.exercise(name, desk.root)
    if not undo:
        desk.save(exercise, desk.stub(exercise))
        click.echo(f"{desk.path(exercise)} is new. `reset {name} --undo` brings your text back.")
    elif desk.undo(exercise):
        click.echo(f"{desk.path(exercise)} holds your text again.")
    else:
        raise Refused(f"No earlier text of `{name}` was kept.")


@cli.command()
@click.pass_obj
def status(desk: Desk) -> None:
    """Show how far you are."""
    from workbook import strip

    click.echo(strip.overview(desk))


@cli.command()
@click.option("-o", "output", type=click.Path(path_type=Path), help="In place of my/answers.zip.")
@click.pass_obj
def pack(desk: Desk, output: Path | None) -> None:
    """Pack your answers into one file, to hand in."""
    from workbook import pack as packing
    from workbook.checking import checked, tally

    path = output or desk.home / "answers.zip"
    if path.exists() and not packing.is_pack(path):
        raise Refused(f"{path} is there, and is no pack of answers. Choose another name with -o.")
    exercises = shelf.exercises(desk.root).values()
    answers = [(each, desk.answer(each)) for each in exercises]
    begun = [(each, answer) for each, answer in answers if answer is not None]
    if not begun:
        raise Refused(f"There is no answer in {desk.home} yet.")
    write(path, packing.packed(begun, packing.edition(desk.root)))
    reports = [report for _, report in checked(desk, exercises, begin=progress(plain=False))]
    click.echo(f"{path}: {tally(reports)}")


@cli.command()
def doctor() -> None:
    """Show what is installed here, and what is missing."""
    from workbook import doctor as doctors

    for row in doctors.rows():
        click.echo(row)


@cli.command()
@click.option("--check", "only_look", is_flag=True, help="Write nothing; fail if any is stale.")
@click.pass_obj
def build(desk: Desk, only_look: bool) -> None:
    """Build stubs and notebooks from their sources."""
    from workbook import build as building

    try:
        paths = building.stale(desk.root) if only_look else building.write(desk.root)
    except building.Unbuildable as problem:
        raise Refused(str(problem)) from None
    for path in paths:
        click.echo(f"{'stale' if only_look else 'wrote'} {path.relative_to(desk.root)}")
    sys.exit(only_look and bool(paths))


@cli.command()
@click.argument("recording", type=click.Path(path_type=Path))
@click.option("-o", "output", type=click.Path(path_type=Path), required=True, help="An .svg file.")
@click.option("--kind", type=click.Choice(DRAWN), default=DRAWN[0], help="Which picture.")
@click.option("--after", type=click.Path(path_type=Path), help="Draw this one beside it.")
@click.option("--names", nargs=2, default=("before", "after"), help="What stands above the two.")
@click.option("--title", help="What there is to see, for who cannot see it.")
def picture(
    recording: Path, output: Path, kind: str, after: Path | None, names: tuple[str, str], title: str
) -> None:
    """Draw what `run.save` has written."""
    from workbook import pictures
    from workbook.record import NotARecording, Recording

    said = {"title": title} if title else {}
    try:
        runs = [Recording.load(path) for path in (recording, after) if path]
        if after:
            drawn = pictures.before_and_after(runs[0], runs[1], names, **said)
        else:
            drawn = getattr(pictures, kind)(runs[0], **said)
    except (NotARecording, LookupError) as problem:
        raise Refused(str(problem)) from None
    except OSError as problem:
        raise Refused(f"{problem.filename} cannot be read: {problem.strerror}.") from None
    write(output, drawn.standalone().encode())
    click.echo(f"{output}: {drawn.says}")


@cli.command("hostile-proxy")
@click.argument("toxics", metavar="[TOXIC]...", nargs=-1)
@click.option("--to", required=True, metavar="HOST:PORT", help="The server.")
@click.option("--listen", default=0, type=click.IntRange(0, 65535), help="0: one that is free.")
@click.option("--seed", default="", help="Draw the same again for the same connection.")
def hostile_proxy(toxics: tuple[str, ...], to: str, listen: int, seed: str) -> None:
    """Do to every connection what networks do.

    A TOXIC is `slicer`, `latency=100,jitter=20`, `down:bandwidth=50`, `limit_data=17`,
    `reset_peer=17`, `slow_close=1000`, `timeout=0,bytes=17`, `coalesce=50`, `half_close=50`;
    `up:` is to the server, `down:` from it, else both.
    """
    from workbook.hostile import command

    try:
        command.run(to, toxics, listen, seed, click.echo)
    except ValueError as unknown:
        raise Unknown(str(unknown)) from None
    except OSError as problem:
        raise Refused(f"Port {listen} cannot be used: {os.strerror(problem.errno or 0)}.") from None


@cli.command()
@click.pass_context
def commands(context: click.Context) -> None:
    """Show all of these."""
    assert context.parent is not None
    click.echo(context.parent.get_help())


if __name__ == "__main__":
    survive_old_terminals()
    cli(prog_name="python3 start.py")
