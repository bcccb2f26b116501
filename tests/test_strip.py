"""The strip says how far a learner is, and moves by itself."""

import re
from dataclasses import replace

import book
import pytest

from workbook import card, shelf, strip, strip_html
from workbook.desk import Desk
from workbook.report import Outcome

RIGHT, WRONG = book.SOLUTION, b"# exercise: guestbook\nNAMES = []\n"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "my", book.write_book(tmp_path), say=pytest.fail)


def answer(desk, name, source):
    """Check an answer as every door does, and return its card."""
    exercise = shelf.exercise(name, desk.root)
    desk.save(exercise, source)
    report = book.judge(exercise, source)
    drawn = card.of(desk, exercise, report)
    desk.note_report(exercise, source, report)
    return drawn


def test_at_first_nothing_is_done(desk):
    """And there is no place to go back to."""
    begun = strip.of(desk)

    assert "core path: 0 of 1" == strip.text(begun)
    assert "" == begun.where


def test_a_check_moves_the_strip_before_it_is_noted(desk):
    """The card of a right answer counts it already."""
    assert (0, 1) == answer(desk, "guestbook", WRONG).strip.core
    assert (1, 1) == answer(desk, "guestbook", RIGHT).strip.core


def test_the_strip_shows_the_chapter_of_its_exercise(desk):
    """Each with its mark."""
    shown = answer(desk, "guestbook", WRONG).strip

    assert "Factories   ✗ guestbook   ○ chat\ncore path: 0 of 1" == strip.text(shown)


def test_an_answer_that_changed_is_not_counted(desk):
    """It may not pass any more."""
    answer(desk, "guestbook", RIGHT)
    desk.save(shelf.exercise("guestbook", desk.root), WRONG)

    assert "~ guestbook" in strip.text(strip.of(desk, "guestbook"))


def test_an_answer_that_cannot_be_read_is_no_obstacle(desk, tmp_path):
    """Another exercise can still be checked."""
    link = desk.path(shelf.exercise("guestbook", desk.root))
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")

    assert "~ guestbook   ✓ chat" in strip.text(answer(desk, "chat", RIGHT).strip)


def test_what_is_done_is_said_aloud(desk):
    """The core path, the chapter, and the book; and nothing while something is wrong."""
    assert [] == answer(desk, "chat", WRONG).done
    assert ["The core path is done: all 1 exercises."] == answer(desk, "guestbook", RIGHT).done
    assert [] == answer(desk, "chat", WRONG).done
    assert [
        "The whole chapter is done: Factories.",
        "The whole book is done: every exercise of every chapter.",
    ] == answer(desk, "chat", RIGHT).done


def test_next_is_what_is_left(desk):
    """After the last one, what was left out before it; at the very end, nothing."""
    assert "guestbook" == answer(desk, "chat", RIGHT).next
    assert "" == answer(desk, "guestbook", RIGHT).next


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("chat", "You were at `chat`, in “Factories”."),
        ("ch02_factories", "You were in “Factories”."),
        ("an exercise of an older book", ""),
    ],
)
def test_the_place_is_remembered(desk, place, said):
    """On the next day, by another program."""
    desk.visit(place)

    tomorrow = Desk(desk.home, desk.root, say=pytest.fail)

    assert said == strip.of(tomorrow).where


def test_the_page_says_what_the_text_says(desk):
    """No mark without its name, and the exercise in hand is marked as such."""
    page = strip_html.html(answer(desk, "guestbook", WRONG).strip)

    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page).split()
    assert ["Factories", "✗", "guestbook", "chat", "core", "path:", "0", "of", "1"] == words
    assert ["failed", "not started"] == re.findall('aria-label="([^"]+)"', page)
    assert 1 == page.count('aria-current="step"')
    assert 'data-core="0 of 1"' in page


def test_a_strip_without_a_chapter_is_the_path(desk):
    """A notebook that is no chapter's has nothing else to show."""
    page = strip_html.html(replace(strip.of(desk), here=None))

    assert "<ul" not in page
    assert "core path: 0 of 1" in page


def test_every_outcome_has_a_look(desk):
    """Also that which is unknown."""
    shown = answer(desk, "guestbook", RIGHT).strip

    for outcome in (*Outcome, None):
        page = strip_html.html(replace(shown, standings={"guestbook": outcome, "chat": outcome}))
        said = outcome.value if outcome else "changed"
        assert 2 == page.count(f'aria-label="{said}"')
