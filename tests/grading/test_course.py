"""What a course counts, and by which rules; a mistake in it is one sentence."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from workbook import shelf
from workbook.grading import course as courses
from workbook.grading.course import Late, Unusable


def test_without_a_course_every_core_exercise_weighs_the_same():
    """The others are checked, and earn nothing."""
    course = courses.load()

    weights = {name: each.weight for name, each in course.exercises.items()}

    assert {n: int("core" == e.level) for n, e in shelf.exercises().items()} == weights


def test_a_course_has_weights_dates_and_chapters_of_its_own(course):
    """They are found beside its course.toml."""
    found = courses.load(course)

    two, three = found.exercises["two"], found.exercises["three"]
    assert (2, None, course) == (two.weight, two.due, two.root)
    assert (1, datetime(2026, 12, 1, 12, tzinfo=UTC)) == (three.weight, three.due)
    assert "Numbers, 數" == found.title


@pytest.mark.parametrize(
    ("late", "left"),
    [
        (timedelta(0), 1),
        (timedelta(minutes=15), 1),
        (timedelta(minutes=16), Fraction(3, 4)),
        (timedelta(days=1), Fraction(3, 4)),
        (timedelta(days=1, seconds=1), Fraction(1, 2)),
        (timedelta(days=3), 0),
    ],
)
def test_lateness_costs_a_share_for_each_day_begun(late, left):
    """After the grace; and nothing is left after the last day."""
    rule = Late(Fraction(15), Fraction(1, 4), Fraction(2))

    assert left == rule.factor(late)


def test_a_seed_is_a_students_and_a_courses(course):
    """Nobody can tell it without the secret."""
    mine, other = courses.load(course), courses.load()

    assert mine.seed("ada") == courses.load(course).seed("ada")
    assert 3 == len({mine.seed("ada"), mine.seed("alan"), other.seed("ada")})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "it is not TOML"),
        ("secrets = 'x'", "there is no setting `secrets`. Did you mean `secret`?"),
        ("secret = 3", "`secret` is a str, not 3."),
        ("keep = 'worst'", '`keep` is "best" or "last", not "worst".'),
        ("timezone = 'Mars/Olympus'", "there is no timezone 'Mars/Olympus'."),
        ("edition = '0.0.1'", "the course is written for edition 0.0.1, and this is"),
        ("course = 'nowhere'", "course = 'nowhere' has no folder `chapters`."),
        ("[exercises]\nguestbok = 1", "there is no exercise `guestbok`. Did you mean `guestbook`?"),
        ("[exercises]\nguestbook = -1", "`exercises.guestbook` is a number from 0, not -1."),
        ("[exercises]\nguestbook = true", "is a number from 0, not True."),
        ("[due]\nguestbook = 'soon'", "due.guestbook is a time such as"),
        ("[due]\nch99 = 2026-01-01T00:00:00", "there is no exercise or chapter `ch99`."),
        ("[late]\nperday = 1", "there is no setting `perday`. Did you mean `per_day`?"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path, text, said):
    """It names the file and the place."""
    file = tmp_path / "course.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(Unusable) as problem:
        courses.load(file)

    assert str(problem.value).startswith(f"{file}: ")
    assert said in str(problem.value)


def test_an_exercise_of_the_book_keeps_its_name(course):
    """Two of one name could not be told apart in the table of marks."""
    checks = course / "chapters" / "ch90_numbers" / "checks.py"
    checks.write_text(checks.read_text("utf-8").replace('"two"', '"guestbook"'), "utf-8")

    with pytest.raises(Unusable, match="`guestbook` is an exercise of the book"):
        courses.load(course)
