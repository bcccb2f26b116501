"""Bytes are shown as text where they are text, and nothing shown is obeyed."""

import pytest

from workbook.letters import SHOWN, Run, excerpt, spell


def shown(runs):
    return "".join(run.shown for run in runs)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Ada\r\n", [Run("Ada", "text"), Run(r"\r\n", "escape")]),
        ("北京".encode(), [Run("北京", "text")]),
        ("北".encode()[:2], [Run(r"\xe5\x8c", "escape")]),
        ("北a".encode()[2:], [Run(r"\x97", "escape"), Run("a", "text")]),
        (b"\0\x1b", [Run(r"\x00\x1b", "escape")]),
        (b"a\\n", [Run("a", "text"), Run(r"\\", "escape"), Run("n", "text")]),
        ("\u202e".encode(), [Run(r"\u202e", "escape")]),
        (b"", [Run("nothing", "quiet")]),
    ],
)
def test_bytes_are_spelt(content, expected):
    """Whole characters are letters; a cut one is bytes, for that is what it is."""
    assert expected == excerpt(content)


@pytest.mark.parametrize("differs", [3, 4, 5])
def test_a_whole_character_that_differs_is_one(differs):
    """Whichever of its bytes is the one: a reader knows letters."""
    runs = excerpt("京北京".encode(), differs=differs)

    assert [Run("京", "text"), Run("北", "differs"), Run("京", "text")] == runs


def test_a_byte_of_no_character_stands_alone():
    """Half a character is bytes, and one of them is the first to differ."""
    runs = excerpt("北".encode()[:2] + b"!", differs=1)

    assert [Run(r"\xe5", "escape"), Run(r"\x8c", "differs"), Run("!", "text")] == runs


@pytest.mark.parametrize(("content", "word"), [(b"OK", "(end)"), (b"", "nothing")])
def test_a_missing_byte_is_shown_as_missing(content, word):
    """What ended too early has a mark where more should have come."""
    assert Run(word, "differs") == excerpt(content, differs=len(content))[-1]


def test_only_what_is_near_is_shown():
    """A difference far into a long answer is in the picture."""
    content = b"a" * 1000 + b"!" + b"b" * 1000

    runs = excerpt(content, differs=1000)

    half = SHOWN // 2
    assert Run("!", "differs") in runs
    assert "…" + "a" * half + "!" + "b" * (half - 1) + "…" == shown(runs)


@pytest.mark.parametrize("length", range(10, 16))
def test_an_excerpt_cuts_no_character(length):
    """A half letter must mean that half a letter was sent, not that we cut there."""
    runs = excerpt("北京".encode() * 5, shown=length)

    assert {"text", "quiet"} == {run.kind for run in runs}


def test_printed_text_keeps_its_lines_and_loses_its_commands():
    """An escape sequence would otherwise paint the terminal of whoever reads a report."""
    assert "C:\\new\n\\x1b[31mred\\x00" == spell("C:\\new\n\x1b[31mred\x00")
