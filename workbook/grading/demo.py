"""A class that is not there, to try grading with: most do well, some do not, a few attack."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from workbook import files, pack, shelf
from workbook.exercise import Exercise
from workbook.grading.course import Course

FIRST = ("Ada", "Alan", "Barbara", "Edsger", "Grace", "Leslie", "Radia", "静", "José", "Zoë")
LAST = ("Lovelace", "Turing", "Liskov", "Dijkstra", "Hopper", "Lamport", "Perlman", "王", "Núñez")
KINDS = {"right": 62, "wrong": 24, "missing": 10, "broken": 3, "hostile": 1}  # in a hundred
BROKEN = (
    "def broken(:\n",
    "import no_such_module\n",
    "while True:\n    pass\n",
    "from twisted.internet import reactor\n\nreactor.run()\n",
    "raise SystemExit\n",
)


def make(course: Course, inbox: Path, students: int, seed: str) -> None:
    """Write the zips of a class as Moodle names them, and its roster, into *inbox*.

    Raises:
        files.Unsaved: they cannot be written.
    """
    draw = random.Random(seed)
    roster = io.StringIO(newline="")
    table = csv.writer(roster)
    table.writerow(["student", "name", "email"])
    for number in range(1, students + 1):
        name = f"{draw.choice(FIRST)} {draw.choice(LAST)} {number}"
        table.writerow([f"s{number:04}", name, f"s{number:04}@example.org"])
        counted = course.exercises.values()
        answers = [(each.exercise, _answer(each.exercise, draw)) for each in counted]
        packed = pack.packed([(e, text) for e, text in answers if text], course.edition)
        label = f"{name}_{number + 1000}_assignsubmission_file_"
        files.write(inbox / label / "answers.zip", packed)
    files.write(inbox / "roster.csv", roster.getvalue().encode())


def _answer(exercise: Exercise, draw: random.Random) -> bytes:
    marker = f"# exercise: {exercise.name}\n"
    tests = shelf.ROOT / "tests"
    known = {
        "right": [shelf.solution(exercise), *_files(tests / "right", exercise)],
        "wrong": _files(tests / "wrong", exercise),
        "hostile": sorted((tests / "grading" / "hostile" / exercise.name).glob("*.py")),
    }
    kind = draw.choices([*KINDS], [*KINDS.values()])[0]
    if kind == "broken":
        return (marker + draw.choice(BROKEN)).encode()
    texts = [path for path in known.get(kind, []) if path.exists()]
    signed = f"# {draw.random()}\n".encode()  # else all would be the same answer
    return draw.choice(texts).read_bytes() + signed if texts else b""


def _files(folder: Path, exercise: Exercise) -> list[Path]:
    return sorted((folder / exercise.chapter / exercise.name).glob("*.py"))
