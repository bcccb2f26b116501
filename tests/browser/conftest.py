"""A learner's clone, opened in JupyterLab by its own start.py, and a browser to look at it."""

import contextlib
import re
from pathlib import Path

import nbformat
import opened
import pytest
from in_jupyterlab import WRONG, Notebook

SCREENSHOTS = Path(__file__).with_name("screenshots")
STRAY = re.compile(r"https?://(?!localhost[:/]|127\.0\.0\.1[:/])")


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, or what there is of its kind."""
    pytest.importorskip(
        "playwright.sync_api", reason="no Playwright here; pip install -r tests/requirements.txt"
    )
    if not opened.installed():
        pytest.skip("no browser here; apt install chromium")
    with opened.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """JupyterLab, as `python3 start.py` opens it; one for all tests."""
    with opened.lab(tmp_path_factory.mktemp("browser") / "a clone") as lab:
        yield lab


@pytest.fixture
def theme():
    """Most people's; a test may ask for the other."""
    return "light"


@contextlib.contextmanager
def looked_at(browser, lab, name, theme="light"):
    """Open an empty page; what it shows in the end is kept as the screenshot *name*.

    Nothing on it may ask for anything that is not on this machine, or raise an error.
    """
    lab.tidy(theme)
    size = {"width": 1280, "height": 1600}
    complaints = []
    with browser.new_context(viewport=size, color_scheme=theme) as context:
        context.route(STRAY, lambda route: (complaints.append(route.request.url), route.abort()))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(error))
        yield page
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
    assert [] == complaints


@pytest.fixture
def page(browser, lab, theme, request):
    """An empty page, for one test."""
    with looked_at(browser, lab, request.node.name, theme) as page:
        yield page


@pytest.fixture
def chapter(lab, page):
    """Chapter 00 on the screen, with its kernel ready."""
    return Notebook(page, lab.address)


@pytest.fixture(scope="module")
def answered_wrongly(browser, lab):
    """Chapter 00, whose first exercise is answered wrongly, as JupyterLab saves it."""
    with looked_at(browser, lab, "answered_wrongly") as page:
        chapter = Notebook(page, lab.address)
        chapter.run(chapter.cell("%load_ext workbook"))
        cell = chapter.cell("# exercise: hello")
        chapter.write(cell, WRONG)
        chapter.run(cell)
        chapter.save()
        return nbformat.read(lab.home / opened.CHAPTER.name, as_version=4)
