"""A book of one chapter and two exercises, and reports about them, for tests of the doors."""

from dataclasses import replace

from workbook import shelf
from workbook.desk import tidy
from workbook.report import Outcome, Place, Report, Result

STUB = b"# exercise: guestbook\nraise NotImplementedError\n"
SOLUTION = b"# exercise: guestbook\nNAMES = ['Ada']\n"

CHECKS = '''
from workbook.exercise import Exercise

guestbook = Exercise("guestbook", "core", hints=("A `list` has an end.", "Return its length."))
chat = Exercise("chat", "more", hints=("Who is there?",))


@guestbook.check(mistake=("a", "b"))
def greets(subject):
    """A guest is greeted."""


@guestbook.check(mistake=("a", "b"))
def counts(subject):
    """Guests are numbered."""


@chat.check(mistake=("a", "b"))
def talks(subject):
    """Everybody hears."""
'''


def write_book(root):
    """Write the book below *root* and return *root*."""
    chapter, solutions = root / "chapters" / "ch02_factories", root / "solutions" / "ch02_factories"
    for folder in (chapter, solutions, root / "notebooks"):
        folder.mkdir(parents=True)
    (chapter / "chapter.md").write_text("# Factories\n", "utf-8")
    (chapter / "checks.py").write_text(CHECKS, "utf-8")
    for name in ("guestbook", "chat"):
        (chapter / f"{name}.py").write_bytes(STUB.replace(b"guestbook", name.encode()))
        (solutions / f"{name}.py").write_bytes(SOLUTION.replace(b"guestbook", name.encode()))
    (root / "notebooks" / "ch02_factories.ipynb").write_bytes(b"{}")
    return root


def judge(exercise, source, *, seed=None):
    """Check as the judge does, by looking: a text that holds ``Ada`` is right.

    ``half`` passes the first check, ``broken`` cannot be loaded, the stub is not started.
    """
    source = tidy(source or b"")
    results = [Result(check.name, check.title, Outcome.PASSED) for check in exercise.checks]
    if source == b"\n" or b"raise NotImplementedError" in source:
        results = [replace(result, outcome=Outcome.NOT_STARTED) for result in results]
    elif b"Ada" not in source:
        wrong = replace(results[0], outcome=Outcome.FAILED, message="Nobody is greeted.")
        where = (Place(2, "greet", "return None"),)
        first = 1 if b"half" in source else 0
        results[first:] = [
            replace(wrong, check=each.check, title=each.title, places=where)
            for each in results[first:]
        ]
    loaded = b"broken" not in source
    return Report(exercise.name, tuple(results), "process", seed or "7f3a", loaded)


def chat(desk):
    """The second exercise of the book."""
    return shelf.exercise("chat", desk.root)
