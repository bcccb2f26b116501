"""The grader's door: each check is a test, for each person's answer.

pytest chapters                                            your own answers
pytest chapters --answers inbox/ada --answers inbox/alan   other people's
pytest chapters --answers 'inbox/*' --course course.toml   a class, by its own rules
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbook import card_text, shelf
from workbook.exercise import Check, Exercise
from workbook.points import Points
from workbook.report import Outcome

if TYPE_CHECKING:
    from workbook.grading.answers import Answer

PLACES = pytest.StashKey[Iterable[Path]]()
CLASSES = pytest.StashKey[dict[Path, Any]]()  # by book: a course, and what was handed in
UNCONTAINED = (
    "Here only limits contain a program (tier `process`), so an answer could read your files. "
    "Install bubblewrap, or add --trust-answers if you know who wrote them."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("workbook", "the exercises of the Twisted workbook")
    group.addoption(
        "--answers",
        action="append",
        default=[],
        metavar="PATH",
        help="check somebody's folder, zip or notebook, or each 'inbox/*'; may be repeated",
    )
    group.addoption("--course", type=Path, help="course.toml, or the folder that holds it")
    group.addoption("--seed", help="draw the same inputs again")
    group.addoption(
        "--trust-answers",
        action="store_true",
        help="check --answers also where nothing but limits contains a program",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Refuse settings that were handed in, before they can load anything.

    pytest knows our option only later. Until then it takes ``--answers DIR chapters`` for
    two places of tests, and may find its settings in the first one.
    """
    settings = early_config.inipath
    for folder in early_config.known_args_namespace.answers:
        if settings and settings.resolve().is_relative_to(Path(folder).resolve()):
            raise pytest.UsageError(
                f"{settings} would rule this run. Name the chapters first: "
                "pytest chapters --answers DIR"
            )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what cannot be graded; begin to count points."""
    wanted = config.getoption("answers")
    if wanted:
        config.stash[PLACES] = [place for each in wanted for place in _places(each)]
        config.stash[CLASSES] = {}
        if not config.getoption("trust_answers") and not _contained():
            raise pytest.UsageError(UNCONTAINED)
    config.pluginmanager.register(Grades(strict=bool(wanted)))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect the checks of a chapter."""
    if file_path.name == "checks.py" and file_path.with_name("chapter.md").exists():
        return ChapterChecks.from_parent(parent, path=file_path)
    return None


class ChapterChecks(pytest.File):
    """The checks of one chapter, once for each person."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each check; the tests of one answer share its report."""
        root = self.path.parents[2]
        chapter = next(each for each in shelf.chapters(root) if each.folder == self.path.parent)
        for exercise in chapter.exercises:
            for answer in self._answers(exercise, root):
                for check in exercise.checks:
                    name = f"{answer.label}/{exercise.name}/{check.name}"
                    yield CheckItem.from_parent(self, name=name, answer=answer, check=check)

    def _answers(self, exercise: Exercise, root: Path) -> Iterable[Answer]:
        from workbook.grading import answers  # a run without our tests need not load it

        seed = self.config.getoption("seed")
        if PLACES not in self.config.stash:
            return [answers.mine(exercise, root, seed)]
        classes = self.config.stash[CLASSES]
        if root not in classes:
            rules = self.config.getoption("course")
            classes[root] = answers.everybodys(self.config.stash[PLACES], rules, root)
        course, works = classes[root]
        return answers.to(exercise, course, works, seed)


class NotPassed(Exception):
    """A check said no; the text is what the learner reads."""


class CheckItem(pytest.Item):
    """One check of one exercise on one person's answer."""

    def __init__(self, *, answer: Answer, check: Check, **rest: Any) -> None:
        super().__init__(**rest)
        self.answer, self.check = answer, check
        self._counted = ("weight", "factor") if answer.weight is not None else ()

    def runtest(self) -> None:
        """Look the result up; note the points, also for ``--junitxml``."""
        report = self.answer.report()
        result = next(each for each in report.results if each.check == self.check.name)
        self.user_properties += [
            ("who", self.answer.who),
            ("chapter", self.answer.exercise.chapter),
            ("exercise", report.exercise),
            ("level", self.answer.exercise.level),
            ("outcome", result.outcome.value),
            ("points", int(result.outcome is Outcome.PASSED)),
            ("of", int(result.outcome is not Outcome.SKIPPED)),
            ("seed", report.seed),
            ("tier", report.tier),
            ("attempt", self.answer.label),
            *((name, str(getattr(self.answer, name))) for name in self._counted),
        ]
        if result.outcome in (Outcome.NOT_STARTED, Outcome.SKIPPED):
            pytest.skip(f"`{report.exercise}` {result.outcome.value}: {result.message}")
        if result.outcome is Outcome.FAILED:
            raise NotPassed(card_text.told(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the learner's text in place of a traceback of ours."""
        if isinstance(excinfo.value, NotPassed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the check is written."""
        return self.path, self.check.ask.__code__.co_firstlineno - 1, self.name


class Grades:
    """Counts points as the results come in, from this process or from workers of xdist."""

    def __init__(self, strict: bool) -> None:
        self.strict, self._points = strict, Points()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a check that was run."""
        about = dict(report.user_properties)
        if report.when == "call" and "points" in about:
            keys = ("who", "chapter", "exercise", "level", "outcome")
            who, chapter, exercise, level, outcome = (str(about[key]) for key in keys)
            counted: dict[str, Any] = {
                n: Fraction(str(about[n])) for n in ("weight", "factor") if n in about
            }
            counted["attempt"] = str(about["attempt"])
            self._points.add(who, chapter, exercise, level, Outcome(outcome), **counted)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """With --answers, succeed only for full points: what is not started is no success."""
        if self.strict and exitstatus == pytest.ExitCode.OK and not self._points.full:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show everybody's points."""
        if lines := self._points.table():
            terminalreporter.section("points")
            terminalreporter.write("\n".join([*lines, ""]))


def _contained() -> bool:
    from workbook.engine import sandbox

    return sandbox.best_tier() != sandbox.PROCESS


def _places(wanted: str) -> list[Path]:
    """Return what an ``--answers`` names: a place that is there, or all that fit a pattern."""
    places = [Path(wanted)] if Path(wanted).exists() else sorted(map(Path, glob.glob(wanted)))
    if not places:
        raise pytest.UsageError(f"--answers {wanted}: there is no such folder.")
    return places
