"""How chapters read, measured: short sentences, few words that belittle, more text than code."""

import re
import statistics

import pytest

from workbook import prose, shelf

TEXTS = [*sorted(shelf.ROOT.glob("chapters/*/chapter.md")), shelf.ROOT / "README.md"]
BELITTLING = re.compile(r"\b(simply|just|obvious|obviously|easy|easily|of course)\b", re.IGNORECASE)
NO_PROSE = re.compile(r"^(#|```|\||<|\*\*Exercise\*\*|$)")


def named(thing):
    return thing.parent.name if "chapter.md" == thing.name else thing.stem


def lines(path):
    """Return the lines of prose, with inline code and links as a word each."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]+`", "code", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return [line.strip() for line in text.split("\n") if not NO_PROSE.match(line.strip())]


def sentences(line):
    """Return the sentences of one line; a list's mark is none."""
    line = re.sub(r"^([-*>]|\d+\.) ", "", line)
    return re.split(r"(?<=[.!?])[\"'”)*_]* +(?=[\"'“(*_]*[A-Z])", line)


@pytest.mark.parametrize("path", TEXTS, ids=named)
class TestProse:
    """One chapter, or the README."""

    def test_sentences_are_short(self, path):
        """Half have at most 14 words, and nine in ten at most 24."""
        found = [sentence for line in lines(path) for sentence in sentences(line)]
        words = {sentence: len(sentence.split()) for sentence in found}

        too_long = [sentence for sentence, count in words.items() if count > 24]

        assert statistics.median(words.values()) <= 14
        assert len(too_long) <= len(words) / 10, too_long

    def test_no_word_belittles(self, path):
        """What is easy for the author may be the reader's hard hour."""
        found = [line for line in lines(path) if BELITTLING.search(line)]

        assert not found

    def test_a_line_holds_a_sentence(self, path):
        """So a diff shows the sentence that changed; a few short pairs may share a line."""
        told = lines(path)

        crowded = [line for line in told if len(sentences(line)) > 1]

        assert len(crowded) <= len(told) / 5, crowded


@pytest.mark.parametrize("chapter", shelf.chapters(), ids=lambda chapter: chapter.name)
class TestChapter:
    """The measures of one chapter."""

    def test_it_can_be_read_in_two_sittings(self, chapter):
        """At most 300 lines that a reader sees, and more text than code."""
        text = chapter.prose.read_text("utf-8")
        kinds = [cell.kind for cell in prose.cells(text)]

        assert len(re.findall(r"^(?!<!--).*\S", text, re.MULTILINE)) <= 300
        assert kinds.count("text") > len(kinds) / 2

    def test_its_cells_are_short(self, chapter):
        """A cell of more than 15 lines hides the line that matters."""
        cells = prose.cells(chapter.prose.read_text("utf-8"))
        code = {cell.id: cell.source.splitlines() for cell in cells if "code" == cell.kind}

        assert not [name for name, lines in code.items() if len(lines) > 15]
