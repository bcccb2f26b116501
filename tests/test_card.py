"""The card says what went wrong, where, and nothing that the reader cannot use."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from workbook.card import PIECE, PIECES, PRINTED, Card, printed_once, told_once
from workbook.card_html import bundle, html
from workbook.card_plain import plain
from workbook.card_text import text
from workbook.report import Exchange, Moment, Outcome, Place, Report, Result

PASSED = Result("greets", "A guest is greeted.", Outcome.PASSED)
WRONG = Exchange((b"Ada\r\nAl", b"an\r\n"), b"1 Ada\n2 Alan\n", b"1 Ada\n1 Alan\n", "mid-line")
FAILED = Result("counts", "Guests are numbered.", Outcome.FAILED, "It is wrong.", exchange=WRONG)
RAISED = Result(
    "closes",
    "It closes.",
    Outcome.FAILED,
    "Your program raised ValueError: no",
    (Place(12, "lineReceived", "raise ValueError('no')"),),
    printed="got it\n",
)
IDLE = Result("greets", "A guest is greeted.", Outcome.NOT_STARTED, "This is still the stub.")
SKIPPED = Result("curl", "A real `curl` works.", Outcome.SKIPPED, "curl is not installed.")


def card(*results, **beside):
    return Card(Report("guestbook", results, "process", "7f3a"), **beside)


class Page(HTMLParser):
    """The card as a browser sees it: its words, its open folds, and all tags closed."""

    def __init__(self, source):
        super().__init__()
        self.open, self.text, self.attributes, self.depth = [], "", [], []
        self.feed(source)
        self.close()
        assert [] == self.depth, "tags are left open"

    def handle_starttag(self, tag, attrs):
        self.depth.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert tag == self.depth.pop()

    def handle_data(self, data):
        if "style" not in self.depth:
            self.text += data


def test_the_text_of_a_failure():
    """The whole card at once, so that a change of its form is a decision."""
    shown = text(card(PASSED, FAILED, RAISED, SKIPPED, hints=("one", "two")))

    assert (
        """\
✗ guestbook: 1 of 3 checks pass, 1 skipped
  ✓ A guest is greeted.
  ✗ Guests are numbered.
      It is wrong.
      sent       Ada\\r\\nAl | an\\r\\n   (mid-line)
      expected   1 Ada\\n2 Alan\\n
      came back  1 Ada\\n1 Alan\\n
                        ^ the first byte that differs
  ✗ It closes.
      Your program raised ValueError: no
      line 12, in lineReceived:  raise ValueError('no')
      Your program printed:
      | got it
  – A real `curl` works.
      curl is not installed.
  Hints, 2 in all: python3 start.py hint guestbook
  seed 7f3a, contained by process"""
        == shown
    )


def test_the_text_of_a_passed_exercise():
    """What comes next, and where to compare."""
    shown = text(card(PASSED, next="chat", solution="NAMES = []\n", hints=("one",)))

    assert (
        """\
✓ guestbook: Done
  ✓ A guest is greeted.
  Next: chat
  A worked answer: python3 start.py solution guestbook"""
        == shown
    )


def test_what_is_not_started_says_what_it_is_for():
    """Its checks are listed, and what is missing is said once."""
    shown = text(card(IDLE, IDLE))

    assert shown.startswith("○ guestbook: not started\n    This is still the stub.\n  ○ A guest")
    assert 1 == shown.count("still the stub")


@pytest.mark.parametrize("draw", [text, lambda card: Page(html(card)).text])
def test_one_error_in_all_checks_is_told_once(draw):
    """A typing error is one thing to repair, not five."""
    shown = draw(card(RAISED, RAISED, RAISED))

    assert 1 == shown.count("ValueError: no")
    assert "0 of 3 checks pass" in shown


def test_one_error_is_one_however_each_check_noticed_it():
    """The same line raised the same error; what was sent before matters little."""
    message = "Your program raised ValueError: something else"
    noticed = replace(RAISED, message=message, symptom="Nothing came back.", exchange=WRONG)

    shown = text(card(RAISED, noticed))

    assert 1 == shown.count("ValueError: no")
    assert "something else" not in shown


def test_one_fault_without_a_line_is_told_once():
    """Such as `async def dataReceived`, whose consequences differ from check to check."""
    never = replace(FAILED, message="Nobody awaited it.", symptom="Nothing came.")
    other = replace(never, symptom="It stays open.", exchange=None)

    shown = text(card(never, other))

    assert 1 == shown.count("Nobody awaited it.")
    assert "It stays open." not in shown


def test_one_fault_in_some_checks_is_told_where_it_is_met_first():
    """The others point there."""
    report = Report("guestbook", (PASSED, RAISED, RAISED, FAILED), "process", "7f3a")

    shown = text(Card(told_once(report)))

    assert 1 == shown.count("ValueError: no")
    assert 1 == shown.count("The same fault as above.")
    assert "It is wrong." in shown


def test_two_wrong_answers_are_two():
    """The same words about other bytes are another failure."""
    other = replace(FAILED, exchange=replace(WRONG, came_back=b""))

    assert 2 == text(card(FAILED, other)).count("It is wrong.")


@pytest.mark.parametrize(
    "expected",
    [
        "guestbook",
        "1 of 3 checks pass, 1 skipped",
        "Guests are numbered.",
        "mid-line",
        "line 12, in lineReceived",
        "got it",
        "curl is not installed.",
        "Hint 1 of 2",
        "seed 7f3a",
    ],
)
def test_the_page_says_what_the_text_says(expected):
    """A reader of either misses nothing."""
    assert expected in Page(html(card(PASSED, FAILED, RAISED, SKIPPED, hints=("a", "b")))).text


def test_plain_text_is_sentences_in_the_order_of_the_checks():
    """For ears: no mark, no column, no arrow under a letter."""
    shown = plain(card(PASSED, FAILED, SKIPPED, hints=("one", "two")))

    assert (
        """\
guestbook: 1 of 2 checks pass, 1 skipped.
Check 1 of 3, passed: A guest is greeted.
Check 2 of 3, failed: Guests are numbered.
It is wrong.
Sent in 2 pieces, mid-line:
piece 1: Ada\\r\\nAl
piece 2: an\\r\\n
Expected: 1 Ada\\n2 Alan\\n
Came back: 1 Ada\\n1 Alan\\n
The first difference is at byte 7: expected 2, came back 1.
Check 3 of 3, skipped: A real `curl` works.
curl is not installed.
Hints, 2 in all: python3 start.py hint guestbook
seed 7f3a, contained by process"""
        == shown
    )


def test_plain_text_tells_one_fault_once():
    """And then which checks it is about."""
    shown = plain(card(RAISED, RAISED))

    assert 1 == shown.count("ValueError: no")
    assert "Check 2 of 2, failed: It closes." in shown


def test_only_the_first_failure_is_open():
    """One thing to look at; the others wait."""
    page = html(card(PASSED, FAILED, RAISED))

    assert 1 == page.count("<details open>")
    assert page.index("<details open>") < page.index("Guests are numbered.")


def test_a_hint_may_be_emphatic_and_hold_code():
    """What looks like emphasis inside of code is code."""
    page = html(card(FAILED, hints=("its *last* element, `a * b * c` and 2*3*4",)))

    assert "its <em>last</em> element, <code>a * b * c</code> and 2*3*4" in page


def test_hints_are_inside_each_other():
    """The second one cannot be seen before the first."""
    page = html(card(FAILED, hints=("nudge", "more")))

    assert re.search(r"Hint 1 of 2</summary><p>nudge</p><details[^>]*><summary>Hint 2 of 2", page)


def test_a_passed_page_shows_the_worked_answer():
    """Only then: before, it would end the exercise."""
    solution = "NAMES = []\n"

    assert solution in Page(html(card(PASSED, solution=solution))).text
    assert solution not in Page(html(card(FAILED, solution=solution))).text


@pytest.mark.parametrize("outcome", Outcome)
def test_nothing_rests_on_colour_alone(outcome):
    """Every mark has a name for those who hear the page."""
    attributes = Page(html(card(Result("a", "A.", outcome)))).attributes

    assert ("aria-label", outcome.value) in attributes


def test_a_cut_can_be_heard():
    """Not only seen as the border of a piece."""
    assert "Ada\\r\\nAl | an\\r\\n" in Page(html(card(FAILED))).text


def test_the_page_carries_no_script_and_no_id():
    """Two cards on a page, or one in an untrusted notebook, must not disturb each other."""
    attributes = [name for name, _ in Page(html(card(PASSED, FAILED, hints=("a",)))).attributes]

    assert "id" not in attributes
    assert [] == [name for name in attributes if name.startswith("on")]


def test_a_hostile_answer_stays_text():
    """Whatever a program prints, raises or is called, it is shown and not run."""
    evil = '"><script>alert(1)</script>\x1b[2J\u202e'
    place = Place(1, evil, evil)
    exchange = Exchange((evil.encode(),), b"", evil.encode(), evil)
    talk = (Moment(0, 1, "connected"), Moment(1, 1, "sent", evil.encode(), len(evil.encode())))
    result = Result("a", evil, Outcome.FAILED, evil, (place,), evil, exchange, talk, evil, evil)
    report = Report(evil, (result, PASSED), evil, evil)
    hostile = Card(report, (evil,), evil, evil, (evil,))

    page, lines, said = html(hostile), text(hostile), plain(hostile)

    assert "<script" not in page
    assert "alert(1)" in Page(page).text
    for shown in (page, lines, said):
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_long_output_is_cut_and_said():
    """A notebook must not grow by a megabyte because of a print in a loop."""
    chatty = Result("a", "A.", Outcome.FAILED, printed="x" * (PRINTED + 5))

    for shown in (html(card(chatty)), text(card(chatty))):
        assert "x" * PRINTED in shown
        assert "x" * (PRINTED + 1) not in shown
        assert "5 characters more" in shown


def test_what_every_check_printed_is_shown_once():
    """A print in the module's body would be repeated under each of them."""
    chatty = [replace(each, printed="loaded\n") for each in (PASSED, FAILED, RAISED)]

    shown = text(Card(printed_once(Report("guestbook", tuple(chatty), "process", "7f3a"))))

    assert 1 == shown.count("| loaded")
    assert shown.index("Guests are numbered.") < shown.index("| loaded") < shown.index("It closes.")


def test_what_the_checks_printed_is_shown_with_each():
    """A print in a method tells something about its check."""
    report = Report("guestbook", (replace(PASSED, printed="a\n"), RAISED), "process", "7f3a")

    assert report == printed_once(report)


def test_a_place_outside_of_any_function_is_a_line():
    """Such as that of a syntax error."""
    lost = replace(RAISED, places=(Place(5, "<module>", "def f(:"),))

    assert "      line 5:  def f(:" in text(card(PASSED, lost)).splitlines()


def test_many_deliveries_are_cut_and_said():
    """One byte at a time may be thousands of deliveries."""
    drip = Exchange((b"a",) * (PIECES + 3), b"a", b"b")

    page = html(card(Result("a", "A.", Outcome.FAILED, exchange=drip)))

    assert PIECES + 1 == page.count('class="piece"')
    assert "3 more" in page


@pytest.mark.parametrize("draw", [text, lambda card: Page(html(card)).text])
def test_a_connection_that_should_have_closed_shows_what_was_sent(draw):
    """No bytes were expected and none came: only the message matters."""
    silent = Exchange((b"x" * 100,) * 3, b"", b"")

    shown = draw(card(Result("a", "A.", Outcome.FAILED, "It stays open.", exchange=silent)))

    assert "x" * PIECE + "…" in shown
    assert "came back" not in shown


def test_where_nothing_came_nothing_is_cut_or_marked():
    """The first letter that was expected is as right as the last."""
    silent = Exchange((b"x",), "北京".encode(), b"")

    page = html(card(Result("a", "A.", Outcome.FAILED, exchange=silent)))

    assert ["nothing"] == re.findall("<mark[^>]*>(.*?)</mark>", page)
    assert "北京" in page


def test_the_arrow_stands_under_the_byte_also_after_wide_letters():
    """A Chinese letter takes two columns of a terminal."""
    exchange = Exchange((b"x",), "北京=1".encode(), "北京=2".encode())
    lines = text(card(Result("a", "A.", Outcome.FAILED, exchange=exchange))).splitlines()

    came, arrow = next((a, b) for a, b in pairwise(lines) if "^" in b)

    assert arrow.index("^") == came.index("2") + 2


def test_one_thing_serves_notebook_and_terminal():
    """The front end chooses what it can show."""
    both = bundle(card(PASSED))

    assert {"text/html", "text/plain"} == set(both)
