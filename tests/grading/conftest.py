"""A course of its own, with a chapter that costs little to check, and a class that took it."""

import pytest

CHAPTER = "# Numbers\n\n%load_ext\n\n**Exercise** [two](two.py)\n**Exercise** [three](three.py)\n"
CHECKS = '''
from workbook.exercise import Exercise

two = Exercise("two", "core", hints=("It is even.", "It is prime.", "`return 2`"))
three = Exercise("three", "core", hints=("It is odd.", "It is prime.", "`return 3`"))


@two.check(mistake=("2", "4"))
def it_is_two(subject):
    """It returns 2."""
    assert 2 == subject.call("two"), "that is not 2"


@two.check(mistake=("2", "4"))
def it_adds(subject):
    """It adds what it is given."""
    more = subject.random.randrange(1000)
    assert 2 + more == subject.call("two", more), "that is not the sum"


@three.check(mistake=("3", "4"))
def it_is_three(subject):
    """It returns 3."""
    assert 3 == subject.call("three"), "that is not 3"
'''
TWO = "# exercise: two\ndef two(more=0):\n    return 2 + more\n"
THREE = "# exercise: three\ndef three():\n    return 3\n"
COURSE = """
title = "Numbers, 數"
secret = "only here"

[exercises]
two = 2
three = 1

[due]
three = 2026-12-01T12:00:00

[late]
per_day = 0.25
"""


@pytest.fixture
def course(tmp_path):
    """The folder of a course with its own chapter, outside the repository."""
    top = tmp_path / "my course"
    chapter = top / "chapters" / "ch90_numbers"
    solutions = top / "solutions" / "ch90_numbers"
    chapter.mkdir(parents=True)
    solutions.mkdir(parents=True)
    (chapter / "chapter.md").write_text(CHAPTER, "utf-8")
    (chapter / "checks.py").write_text(CHECKS, "utf-8")
    turn = "# YOUR TURN: write it.\n"
    (solutions / "two.py").write_text(TWO.replace("def ", f"{turn}def "), "utf-8")
    (solutions / "three.py").write_text(THREE.replace("def ", f"{turn}def "), "utf-8")
    (top / "course.toml").write_text(COURSE, "utf-8")
    return top


CLASS = {
    "ada": {"two": TWO, "three": THREE},
    "alan": {"two": TWO.replace("2 + more", "2"), "three": THREE},
    "eve": {"two": "import os\nos._exit(0)\n"},
    "grace": {"two": TWO, "three": "# exercise: three\nimport nothing_like_it\n"},
    "=linus": {"three": THREE.replace("3", "4")},
}
RECEIVED = "student,received\nalan,2026-12-02T13:00:00\nada,2026-11-30T12:00:00\n"


@pytest.fixture
def inbox(tmp_path):
    """What the class handed in; Barbara did not."""
    top = tmp_path / "inbox"
    for student, answers in CLASS.items():
        (top / student).mkdir(parents=True)
        for name, text in answers.items():
            (top / student / f"{name}.py").write_text(text, "utf-8")
    roster = ["student,name,email", *(f"{s},{s.title()} X,{s}@example.org" for s in CLASS)]
    (top / "roster.csv").write_text("\n".join([*roster, "barbara,Barbara L,b@x"]), "utf-8")
    (top / "received.csv").write_text(RECEIVED, "utf-8")
    return top
