"""From pressing Ctrl+Enter in an exercise's cell to its new card on the screen.

JupyterLab is opened by start.py and looked at by a Chromium that nobody sees. The page
itself takes the time: from the key to the second frame after the card is there.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator

from workbook import shelf

sys.path.insert(0, str(shelf.ROOT / "tests" / "browser"))

import opened
from in_jupyterlab import RIGHT, WRONG, Notebook

TIMES = 20
READING = 1000  # milliseconds between two runs

BARE = "from IPython.display import HTML; HTML('<p class=wb-card>A card.</p>')"
CLOCK = """
() => {
  document.querySelectorAll(".wb-card").forEach(card => card.dataset.seen = "yes");
  window.took = new Promise(resolve => addEventListener("keydown", function pressed(event) {
    if (event.key !== "Enter") return;
    removeEventListener("keydown", pressed, true);
    const frame = () => {
      if (!document.querySelector(".wb-card:not([data-seen])")) return requestAnimationFrame(frame);
      requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
    };
    requestAnimationFrame(frame);
  }, true));
}
"""


def main() -> None:
    """Print a row for a cell that only shows something, and for two answers."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened.chromium() as browser,
        opened.lab(Path(folder) / "a clone") as lab,
    ):
        lab.tidy("light")
        chapter = Notebook(browser.new_page(), lab.address)
        chapter.run(chapter.cell("%load_ext workbook"))
        bare = chapter.add(chapter.cell("%load_ext workbook"), BARE)
        report("JupyterLab alone", chapter, bare)
        cell = chapter.cell("# exercise: hello")
        for name, answer in {"a right answer": RIGHT, "a wrong answer": WRONG}.items():
            chapter.write(cell, answer)
            report(name, chapter, cell)


def report(name: str, chapter: Notebook, cell: Locator) -> None:
    """Print how long *cell* takes, once it is warm."""
    chapter.run(cell)
    took = sorted(milliseconds(chapter, cell) for _ in range(TIMES))
    print(f"{name:18}median {statistics.median(took):4.0f} ms, slowest {took[-1]:4.0f} ms")


def milliseconds(chapter: Notebook, cell: Locator) -> float:
    """Run *cell* once, and return how long its card took."""
    chapter.page.wait_for_timeout(READING)
    chapter.page.evaluate(CLOCK)
    chapter.start(cell)
    return chapter.page.evaluate("window.took")


if __name__ == "__main__":
    main()
