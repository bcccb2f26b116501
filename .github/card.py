"""Draw the README's card anew: ``.venv/bin/python .github/card.py``; needs Chromium."""

import sys

from workbook import card_html, shelf
from workbook.card import Card
from workbook.engine import judge

sys.path.insert(0, str(shelf.ROOT / "tests" / "browser"))

import opened

ANSWER = shelf.ROOT / "tests" / "wrong" / "ch04_framing" / "key_value" / "splitlines_per_read.py"
PICTURE = shelf.ROOT / ".github" / "card.png"
SEED = "readme"  # so that it differs only where the card does


def main() -> None:
    """Check an answer that takes each read for whole records, and photograph its card."""
    exercise = shelf.exercise("key_value")
    report = judge.check(exercise, ANSWER.read_bytes(), seed=SEED)
    with opened.chromium() as browser:
        page = browser.new_page(viewport={"width": 800, "height": 600}, device_scale_factor=2)
        page.set_content(card_html.html(Card(report, exercise.hints)))
        page.locator(".wb-card").screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
