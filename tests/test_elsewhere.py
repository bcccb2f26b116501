"""The card, the strip and the pictures outside of JupyterLab: as a web page, and as text."""

import re
from html import unescape
from textwrap import dedent

import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from workbook import nbexec, shelf, words

ECHO = shelf.exercise("echo")
RIGHT = shelf.solution(ECHO).read_text("utf-8")
WRONG = f"{RIGHT}\n\nclass Silent(Protocol):\n    pass\n\n\ndef make_factory(reactor):\n"
WRONG += "    return Factory.forProtocol(Silent)"
LOAD = "%load_ext workbook"
CORE = sum(each.level == "core" for each in shelf.exercises().values())


def notebook(cells):
    return new_notebook(cells=[new_code_cell(source, id=name) for name, source in cells.items()])


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A notebook that was run: a wrong answer, and a right one."""
    cells = {"load": LOAD, "wrong": WRONG, "right": RIGHT}
    return nbexec.run(notebook(cells), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def outputs(book):
    """The texts of a cell's outputs, of one kind."""

    def outputs(cell_id, kind):
        (cell,) = (cell for cell in book.cells if cell.id == cell_id)
        return "".join(each.data[kind] for each in cell.outputs)

    return outputs


def test_nbconvert_shows_what_jupyterlab_shows(book):
    """Cards with their folds, the picture of the conversation, and the strip as it was left."""
    page = HTMLExporter().from_notebook_node(book)[0]

    assert ["failed", "passed"] == re.findall(r'class="wb-card (\w+)" data-exercise="echo"', page)
    assert 1 == len(re.findall(f'<svg [^>]*aria-label="{words.DRAWN_TITLE}', page))
    assert 3 == len(re.findall(f'class="wb-strip" data-core="1 of {CORE}"', page))
    for said in (words.DRAWN, words.TRY, words.HINT.format(1, len(ECHO.hints)), words.DONE):
        assert f">{said}<" in page


def test_the_text_says_what_the_page_says(outputs):
    """Where HTML is not shown, nothing is missing that one needs to go on."""
    wrong, right = outputs("wrong", "text/plain"), outputs("right", "text/plain")

    assert wrong.startswith("✗ echo: 0 of ")
    for said in (words.EXPECTED, words.CAME_BACK, words.TRY, "start.py hint echo"):
        assert said in wrong
    assert right.startswith("✓ echo: Done")
    assert f"core path: 1 of {CORE}" in right


def test_without_style_and_drawing_the_page_can_be_read(outputs):
    """An untrusted notebook loses both, and all attributes; its words stay in their order."""
    page = outputs("wrong", "text/html")

    left = re.sub(r"<style>.*?</style>|<svg .*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    read = " ".join(unescape(left).split())

    assert read.startswith("✗ echo 0 of ")
    assert f"{words.DRAWN} {words.AS_SEEN} This picture as text {words.DRAWN_TITLE}" in read
    assert f"{words.TRY} {words.TRY_HERE} from twisted.internet import reactor" in read


def test_what_the_card_offers_to_try_can_be_tried(outputs, tmp_path):
    """The lines of a real card, with the answer that it was about."""
    text = outputs("wrong", "text/plain")
    code = re.search(r"^ +from twisted\.internet import reactor\n(?:.*\n)*?.*\)$", text, re.M)[0]
    cells = {"load": LOAD, "answer": WRONG, "try": dedent(code)}

    tried = nbexec.run(notebook(cells), tmp_path).cells[-1]

    assert words.REPLAYED in nbexec.said(tried)
    assert "server: dataReceived" in nbexec.said(tried)
