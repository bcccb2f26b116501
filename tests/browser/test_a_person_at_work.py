"""A person at work: chapter 00 in a real browser, from the first cell to the next exercise.

Screenshots of each test's end are kept in ``tests/browser/screenshots/``.
"""

import json

import nbformat
import pytest
from in_jupyterlab import RIGHT, WRONG
from nbconvert import HTMLExporter

from workbook import shelf

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="no Playwright here; pip install -r tests/requirements.txt"
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core here")
expect = sync_api.expect

pytestmark = pytest.mark.xdist_group("browser")  # one JupyterLab for all, on one worker

OURS = ".wb-card, .wb-strip, .wb-picture"
EXERCISE = "# exercise: hello"


@pytest.fixture
def answer(lab):
    """The learner's file."""
    return lab.home / "ch00_start_here" / "hello.py"


def test_from_the_first_cell_to_the_next_exercise(chapter, answer):
    """Not started, wrong, a hint, right; the strip moves by itself, and the cell is the file."""
    top = chapter.run(chapter.cell("%load_ext workbook"))
    cell = chapter.cell(EXERCISE)
    hello = top.locator('.wb-strip [data-exercise="hello"]')
    expect(hello).to_have_attribute("data-outcome", "not-started")

    card = chapter.run(cell).locator(".wb-card")
    expect(card).to_contain_text("not started")

    chapter.write(cell, WRONG)
    chapter.run(cell)
    expect(card.get_by_text("came back").first).to_be_visible()
    expect(hello).to_have_attribute("data-outcome", "failed")
    hint = card.get_by_text(shelf.exercise("hello").hints[0].partition("`")[0])
    expect(hint).to_be_hidden()
    card.get_by_text("Hint 1 of 3").click()
    expect(hint).to_be_visible()

    chapter.write(cell, RIGHT)
    chapter.run(cell)
    expect(card).to_contain_text("Done")
    expect(card).to_contain_text("Next: port_zero")
    expect(hello).to_have_attribute("data-outcome", "passed")
    assert RIGHT == answer.read_text("utf-8")


def test_a_file_edited_outside_is_not_overwritten(chapter, answer):
    """The card offers both directions, and both of them work."""
    chapter.run(chapter.cell("%load_ext workbook"))
    cell = chapter.cell(EXERCISE)
    chapter.write(cell, WRONG)
    chapter.run(cell)

    answer.write_text(RIGHT + "# from my editor\n", "utf-8")
    card = chapter.run(cell)
    expect(card).to_contain_text("%workbook take hello")
    expect(card).to_contain_text("%workbook keep hello")
    assert RIGHT + "# from my editor\n" == answer.read_text("utf-8")

    keep = chapter.add(cell, "%workbook keep hello")
    expect(chapter.run(keep).locator(".wb-card")).to_contain_text("came back")
    assert WRONG == answer.read_text("utf-8")

    answer.write_text(RIGHT + "# from my editor\n", "utf-8")
    chapter.run(cell)
    chapter.write(cell, "%workbook take hello")
    chapter.start(chapter.cell("%workbook take hello"))
    taken = chapter.cell("# from my editor")
    expect(taken).to_be_visible()
    expect(chapter.run(taken)).to_contain_text("Done")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_again_from_the_top(chapter, lab, theme):
    """Every cell runs, the answer is kept, and axe-core finds nothing to complain about."""
    chapter.run(chapter.cell("%load_ext workbook"))
    cell = chapter.cell(EXERCISE)
    chapter.write(cell, WRONG)

    chapter.run_all()

    cells = json.loads((lab.home / "ch00_start_here.ipynb").read_bytes())["cells"]
    count = sum("code" == cell["cell_type"] for cell in cells)
    numbers = [f"[{number}]:" for number in range(1, count + 1)]
    expect(chapter.page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt")).to_have_text(numbers)
    expect(cell.locator(".wb-card")).to_contain_text("came back")
    expect(chapter.page.locator(".wb-picture")).not_to_have_count(0)
    assert [] == complaints(chapter.page)


def complaints(page):
    """Unfold all that is ours, and return what axe-core says against it."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.Axe().run(page, context=[[each] for each in OURS.split(", ")])
    return [(each["id"], each["nodes"][0]["html"][:300]) for each in found.response["violations"]]


def test_axe_core_complains_of_what_cannot_be_read(browser):
    """Or its silence about ours would mean nothing."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content('<p class="wb-card" style="color: #bbb; background: #ccc">pale</p>')

        assert ["color-contrast"] == [name for name, _ in complaints(page)]


def test_a_cell_that_never_ends_is_interrupted(chapter):
    """The stop button ends it, and the next cell runs as if nothing had been."""
    first = chapter.cell("%load_ext workbook")
    chapter.run(first)
    endless = chapter.add(first, "while True: pass")
    chapter.start(endless)
    expect(endless.locator(".jp-InputPrompt")).to_have_text("[*]:")

    chapter.page.get_by_role("button", name="Interrupt the kernel").click()

    expect(endless.locator(".jp-OutputArea")).to_contain_text("KeyboardInterrupt")
    assert "42" == chapter.run(chapter.add(endless, "print(6 * 7)")).inner_text().strip()


def test_a_notebook_from_somebody_else_can_be_read(answered_wrongly, lab, page):
    """JupyterLab trusts no HTML but one's own; what the card says is there all the same."""
    answered_wrongly.metadata["from"] = "a friend"  # so it is no longer what was signed
    nbformat.write(answered_wrongly, lab.home / "chapter_of_a_friend.ipynb")

    page.goto(lab.at("chapter_of_a_friend.ipynb"))

    card = page.locator(".jp-OutputArea", has_text="came back")
    expect(card).to_contain_text("Hint 3 of 3")


def test_a_page_of_html_shows_the_same(answered_wrongly, browser):
    """For a web site, or for print: nbconvert's page has no kernel and needs no network."""
    html, _ = HTMLExporter().from_notebook_node(answered_wrongly)
    with browser.new_context(offline=True) as context:
        page = context.new_page()

        page.set_content(html)

        expect(page.locator(".wb-card").get_by_text("came back").first).to_be_visible()
        for scheme in "light", "dark":
            page.emulate_media(color_scheme=scheme)
            assert [] == complaints(page)
