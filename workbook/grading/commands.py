"""The instructor's verbs; ``workbook.__main__`` loads them when one is called."""

from __future__ import annotations

from pathlib import Path

import click

from workbook import card_text, files
from workbook.card import Card
from workbook.engine import judge, sandbox
from workbook.grading import course as courses
from workbook.grading import grade as grading
from workbook.grading import intake, marks, rows, run
from workbook.grading.course import Course, Unusable
from workbook.grading.store import Store

PATH = click.Path(path_type=Path)
THERE = click.Path(path_type=Path, exists=True)
UNCONTAINED = (
    "Here only limits contain a program (tier `process`), so an answer could read your files and "
    "forge marks. Install bubblewrap, or add --i-accept-no-sandbox if you know who wrote them."
)


class Refused(click.ClickException):
    """What cannot be done, and why: one sentence."""


@click.command()
@click.argument("inboxes", metavar="INBOX...", nargs=-1, required=True, type=THERE)
@click.option("--out", type=PATH, default=Path("marks"), help="Where marks go [marks].")
@click.option("--course", "place", type=THERE, help="course.toml, or the folder that holds it.")
@click.option("--roster", type=THERE, help="Who is in the class [INBOX/roster.csv].")
@click.option("--received", type=THERE, help="When work came [INBOX/received.csv].")
@click.option("--executor", default="local", help="local, or dask://HOST:PORT.")
@click.option("--processes", type=click.IntRange(1), default=run.PROCESSES, help="At once, here.")
@click.option("--tier", type=click.Choice(sandbox.TIERS[:2]), help="In place of the strongest.")
@click.option("--i-accept-no-sandbox", "accept", is_flag=True, help="Also at tier `process`.")
def grade(
    inboxes: tuple[Path, ...],
    out: Path,
    place: Path | None,
    roster: Path | None,
    received: Path | None,
    executor: str,
    processes: int,
    tier: str | None,
    accept: bool,
) -> None:
    """Grade what was handed in; the same command goes on where it was stopped."""
    course = _course(place)
    pool, tier = _pool(executor, processes), tier or _tier(executor, accept)
    places = [each for inbox in inboxes for each in intake.inside(inbox)]
    exports = all(inbox.is_file() for inbox in inboxes)
    works, people = grading.inbox(course, places, roster, received, trusted=exports)
    missing = people.missing(work.student.key for work in works)
    if not works:
        raise Refused(f"There is no submission in {', '.join(map(str, inboxes))}.")
    todo, store = grading.units(works), Store(out, course.edition)
    left = [unit for unit in todo if unit not in store]
    click.echo(
        f"{len(works)} submissions, {len(missing)} missing; {len(todo)} different answers, "
        f"{len(left)} to check."
    )
    _work(left, store, pool, tier)
    sheets = marks.sheets(course, works, missing, store.__getitem__)
    grading.write(course, sheets, out)
    for sheet in sheets:
        click.echo(f"{sheet.student.key:<24} {float(sheet.points):6.2f} of {float(sheet.of):.2f}")
        for note in sheet.notes:
            click.echo(f"    {note}")
    click.echo(f"Contained by {', '.join(sorted(store.tiers(todo))) or 'nobody'}. Marks: {out}")
    if not course.secret:
        click.echo("course.toml has no `secret`: who knows that can draw the same inputs.")


def _work(left: list[rows.Unit], store: Store, pool: run.Pool, tier: str) -> None:
    try:
        with click.progressbar(length=len(left), label="Checking", show_pos=True) as bar:
            grading.grade(left, store, pool, tier, lambda unit: bar.update(1))
    except KeyboardInterrupt:
        done = sum(unit in store for unit in left)
        click.echo(f"\nStopped. {done} of {len(left)} are kept; the same command goes on there.")
        raise SystemExit(130) from None
    except run.Uncontained:
        raise Refused(UNCONTAINED) from None
    except run.Stopped as problem:
        raise Refused(str(problem)) from None
    finally:
        store.close()


@click.command()
@click.argument("out", type=THERE)
@click.argument("student")
@click.argument("exercise")
@click.option("--course", "place", type=THERE, help="course.toml, or the folder that holds it.")
def replay(out: Path, student: str, exercise: str, place: Path | None) -> None:
    """Repeat a student's run, with the same text and the same inputs."""
    course = _course(place)
    try:
        key, edition = grading.key(out, student, exercise)
    except LookupError as problem:
        raise Refused(str(problem.args[0])) from None
    name, digest, seed, version = key.split(":")
    source = files.read(out / "answers" / f"{digest}.py")
    if name not in course.exercises or source is None:
        raise Refused(f"`{name}` is not in this course, or its text is no longer in {out}.")
    counted = course.exercises[name]
    now = rows.version_of(counted.exercise.chapter, counted.root)
    if now != version:
        click.echo(f"The checks have changed since: check out edition {edition} for the same run.")
    click.echo(card_text.text(Card(judge.check(counted.exercise, source, seed=seed))))


@click.command()
@click.argument("copy", type=PATH)
@click.option("--course", "place", type=THERE, help="course.toml, or the folder that holds it.")
@click.option("--gradescope", is_flag=True, help="The zip of an autograder, in place of a folder.")
def handout(copy: Path, place: Path | None, gradescope: bool) -> None:
    """Make the students' copy, without the solutions of what counts."""
    from workbook.grading import handout as handouts

    course = _course(place)
    if gradescope:
        files.write(copy, handouts.autograder(place))
        click.echo(f"{copy}: upload it as the autograder of an assignment.")
    else:
        left_out = handouts.make(course, copy)
        click.echo(f"{copy}: without the solutions of {', '.join(left_out)}.")


@click.command("demo-class")
@click.argument("inbox", type=PATH)
@click.option("--students", type=click.IntRange(1, 2000), default=30, help="How many [30].")
@click.option("--seed", default="demo", help="Another class.")
def demo_class(inbox: Path, students: int, seed: str) -> None:
    """Make the inbox of a class that is not there: right, wrong, broken and hostile work."""
    from workbook.grading import demo

    if inbox.exists():
        raise Refused(f"{inbox} is there already. Choose another name.")
    demo.make(courses.load(), inbox, students, seed)
    click.echo(f"{inbox}: {students} students. Now: python3 start.py grade {inbox}")


COMMANDS = {each.name: each for each in (grade, replay, handout, demo_class)}


def _course(place: Path | None) -> Course:
    here = Path("course.toml")
    try:
        return courses.load(place or (here if here.exists() else None))
    except Unusable as problem:
        raise Refused(str(problem)) from None


def _pool(executor: str, processes: int) -> run.Pool:
    if executor == "local":
        return run.local(processes)
    scheme, _, address = executor.partition("://")
    if scheme != "dask" or not address:
        raise Refused(f"--executor is local or dask://HOST:PORT, not {executor}.")
    try:
        return run.dask(f"tcp://{address}")
    except ModuleNotFoundError:
        raise Refused('Dask is not installed: pip install "distributed>=2025,<2027"') from None


def _tier(executor: str, accept: bool) -> str:
    """Return which tier to ask for; empty leaves it to each machine of a cluster."""
    if executor != "local":
        return sandbox.PROCESS if accept else ""
    best = sandbox.best_tier()
    if best == sandbox.PROCESS and not accept:
        raise Refused(UNCONTAINED)
    return best
