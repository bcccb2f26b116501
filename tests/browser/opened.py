"""JupyterLab as start.py opens it, and a browser; for tests, and for a benchmark."""

import contextlib
import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from urllib.request import Request, urlopen

from workbook import shelf

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = (  # in a container, and with no word to its maker
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 60_000  # milliseconds
READ = ("start.py", "requirements.txt", ".ci/constraints.txt", "pyproject.toml")
CHAPTER = shelf.ROOT / "notebooks" / "ch00_start_here.ipynb"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def installed():
    """Return the path of Debian's Chromium or of another of its kind; None if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def chromium():
    """Yield a browser that nobody sees."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=installed(), args=QUIETLY)
        yield browser
        browser.close()


def clone(folder):
    """Make a clone's beginning in *folder*; its .venv shares what the Python in use has."""
    for name in READ:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shelf.ROOT / name, folder / name)
    place = folder / ".venv"
    venv.create(place, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(place)}))
    packages.rmdir()
    packages.symlink_to(sysconfig.get_path("purelib"))
    for name in ("share", "etc"):  # JupyterLab's own files
        (place / name).symlink_to(Path(sys.prefix) / name)
    start = runpy.run_path(str(folder / "start.py"))
    start["STAMP"].write_text(f"{start['place']()}\n{start['digest'](start['LEARN'])}")


class Lab:
    """What start.py has opened: its address, and the learner's folder."""

    def __init__(self, address, home):
        self.address, self.home = address, home
        self._root, self._token = re.fullmatch(r"(.*/)lab/tree/.*\?token=(\w+)", address).groups()

    def tidy(self, theme):
        """Begin a new day for another learner, who likes this *theme*."""
        for session in self._ask("GET", "api/sessions"):
            self._ask("DELETE", f"api/sessions/{session['id']}")
        for left in [*self.home.glob("ch*"), *self.home.glob("progress*"), self.home / ".kept"]:
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        shutil.rmtree(self.home / ".jupyter" / "lab" / "workspaces", ignore_errors=True)
        shutil.copy(CHAPTER, self.home)
        settings = self.home / ".jupyter/lab/user-settings/@jupyterlab/apputils-extension"
        settings.mkdir(parents=True, exist_ok=True)
        chosen = json.dumps({"theme": THEMES[theme]})
        (settings / "themes.jupyterlab-settings").write_text(chosen)

    def at(self, path):
        """Return the address of another file of the learner's."""
        return f"{self._root}lab/tree/{path}?token={self._token}"

    def _ask(self, method, path):
        request = Request(f"{self._root}{path}", method=method)
        request.add_header("Authorization", f"token {self._token}")
        with urlopen(request) as reply:
            return json.loads(reply.read() or b"null")


@contextlib.contextmanager
def lab(folder):
    """Open JupyterLab by ``python3 start.py`` in a clone at *folder*, and yield its `Lab`."""
    clone(folder)
    home = folder.parent / "my"
    with subprocess.Popen(
        [sys.executable, folder / "start.py", "--no-browser", "--port=0"],
        env=os.environ | {"HOME": str(folder.parent), "WORKBOOK_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said = process.stdout.readline()
        try:
            yield Lab(re.search(r"http\S+", said)[0], home)
        finally:
            process.send_signal(signal.SIGTERM)
