"""What a person does with a notebook in JupyterLab, and sees in it."""

import re

from workbook import shelf

RIGHT = shelf.solution(shelf.exercise("hello")).read_text("utf-8")
WRONG = RIGHT.replace('b"hello', 'b"hullo')


class Notebook:
    """A notebook on *page*, opened at *address*, once its kernel waits.

    JupyterLab loses what is run before that, so a test waits for it.
    """

    def __init__(self, page, address):
        from playwright.sync_api import expect

        self.page, self._expect = page, expect
        page.goto(address)
        expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")

    def cell(self, text):
        """Return the code cell whose source has *text*."""
        source = self.page.locator(".cm-content", has_text=text)
        return self.page.locator(".jp-Notebook .jp-CodeCell").filter(has=source)

    def write(self, cell, source):
        """Replace all the text of *cell*."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def start(self, cell):
        """Press the keys that run *cell*."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def run(self, cell):
        """Run *cell*, and wait until it has ended; return what it shows."""
        number = cell.locator(".jp-InputPrompt")
        before = number.inner_text()
        self.start(cell)
        self._expect(number).not_to_have_text(before)
        self._expect(number).to_have_text(re.compile(r"\[\d+\]:"))
        return cell.locator(".jp-OutputArea")

    def add(self, below, source):
        """Write *source* into a new cell below another one, and return it."""
        below.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")
        active = self.page.locator(".jp-Notebook .jp-CodeCell.jp-mod-active .cm-content")
        self._expect(active).to_have_text("")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(source)
        return self.cell(source)

    def run_all(self):
        """Press "Restart the kernel and run all cells", and be sure."""
        self.page.get_by_role("button", name="Restart the kernel and run all cells").click()
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

    def save(self):
        """Save, and wait until it is done."""
        unsaved = self.page.locator(".lm-TabBar-tab.jp-mod-dirty")
        self._expect(unsaved).to_have_count(1)
        self.page.keyboard.press("Control+s")
        self._expect(unsaved).to_have_count(0)
