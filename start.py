#!/usr/bin/env python3
"""The workbook: set it up once, then learn.

  python3 start.py                   open the chapters in JupyterLab
  python3 start.py check guestbook   check your answer (without a name: all of them)
  python3 start.py watch             check again whatever you save
  python3 start.py hint guestbook    a nudge; ask again for more
  python3 start.py run guestbook     run your answer as a program
  python3 start.py status            how far you are
  python3 start.py doctor            what is installed here, and what is missing
  python3 start.py test              run the workbook's own tests
  python3 start.py commands          all the others

The first start makes .venv in this folder and installs into it. What you write is in my/.
Nothing outside this folder is changed.

  --wheels DIR        install from a folder of wheels, without a network; to fill it:
                      pip download -r requirements.txt -c .ci/constraints.txt -d DIR
  --port, --no-browser and the like are passed to JupyterLab
  WORKBOOK_HOME=DIR   your folder in place of my/, where this folder cannot be written

Mirrors and proxies are taken from pip's own settings.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"{sys.executable} is Python {sys.version.split()[0]}; the workbook needs 3.11 or newer.\n"
        "Start it with a newer one, for example: python3.13 start.py"
    )

import ast
import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("WORKBOOK_HOME") or ROOT / "my").expanduser().absolute()
VENV = (ROOT if os.access(ROOT, os.W_OK) or (ROOT / ".venv").exists() else HOME) / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = (PYTHON, "-m", "pip")
STAMP = VENV / "workbook.txt"  # what .venv holds; written last
LOCK = VENV.with_name(".venv.lock")  # held during a set-up; not empty after one that was cut off
DOWNLOADS = VENV.with_name(".venv.downloads")
LEARN, TEST = ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
NEWEST = (3, 14)  # newer Pythons may need newer versions than the constraints allow
PIP_AS_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
NO_VENV = "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"
REASONS = {
    "No module named '?pip": NO_VENV,
    "No space left on device|quota exceeded": "The disk is full: the set-up needs about 600 MB.",
    "NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError": (
        "The package index does not answer. Is there a network? "
        "`python3 start.py --help` says how to set up without one."
    ),
}


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; return the exit code."""
    if arguments[:1] in (["help"], ["--help"], ["-h"]):
        print(__doc__)
        return 0
    wheels = take_wheels(arguments)
    verb = "open" if not arguments or arguments[0].startswith("-") else arguments[0]
    set_up([LEARN, TEST] if verb == "test" else [LEARN], wheels)
    if verb == "open":
        return become("workbook.lab", arguments)
    if verb == "test":
        return test(arguments[1:])
    return become("workbook", arguments)


def take_wheels(arguments: list[str]) -> Path | None:
    """Take ``--wheels DIR`` out of *arguments*."""
    if "--wheels" not in arguments:
        return None
    at = arguments.index("--wheels")
    folder = Path(*arguments[at + 1 : at + 2]).absolute()
    del arguments[at : at + 2]
    if not any(folder.glob("*.whl")):
        sys.exit(f"There are no wheels (*.whl) in {folder}.")
    return folder


# Setting up


def set_up(wanted: list[Path], wheels: Path | None) -> None:
    """Make .venv hold what the *wanted* files ask for; a blink where it does already."""
    if ready(wanted):
        return
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with alone() as lock:
        if ready(wanted):  # another start did it meanwhile
            return
        began = time.monotonic()
        source = f"from {wheels}" if wheels else "the first time with about 70 MB to download"
        say(f"Setting up in {VENV}, {source}.")
        before, cut_off = stamp(), bool(lock.read())
        by_hand = PYTHON.exists() and not STAMP.exists() and not cut_off
        if not by_hand:  # what a reader made is never cleared
            print("The last set-up was cut off.", file=lock, flush=True)
        STAMP.unlink(missing_ok=True)
        if not by_hand and place() not in before:
            make_venv()
        install(wanted, wheels, may_clear=not by_hand)
        STAMP.write_text("\n".join([place(), *map(digest, wanted)]), "utf-8")
        lock.truncate(0)
        shutil.rmtree(DOWNLOADS, ignore_errors=True)
    say(f"Ready after {time.monotonic() - began:.0f} s.")


def ready(wanted: list[Path]) -> bool:
    """Tell whether .venv is whole, is of this Python, has not moved, and holds *wanted*."""
    return PYTHON.exists() and {place(), *map(digest, wanted)} <= set(stamp())


def stamp() -> list[str]:
    """Return what was true when .venv was last whole: its place, then what it holds."""
    return STAMP.read_text("utf-8").splitlines() if STAMP.exists() else []


def place() -> str:
    """Return what cannot be changed in a venv: its Python and its path."""
    return f"Python {sys.version.split()[0]} in {VENV}"


def digest(requirements: Path) -> str:
    """Return a hash of all that installing *requirements* depends on."""
    read = [requirements, CONSTRAINTS, ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()


@contextlib.contextmanager
def alone() -> Iterator[IO[str]]:
    """Hold the lock of the set-up; a second start waits here for the first."""
    with LOCK.open("a+", encoding="utf-8") as lock:
        if os.name != "nt":  # there, two starts at once are not kept apart
            import fcntl

            os.set_inheritable(lock.fileno(), True)  # we may be killed, and the installer go on
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is setting up; waiting for it.")
                fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        yield lock


def make_venv() -> None:
    """Make .venv anew."""
    python = getattr(sys, "_base_executable", sys.executable)  # the old .venv may be running us
    uv = shutil.which("uv")
    if importlib.util.find_spec("ensurepip"):
        failed, said = run(python, "-m", "venv", "--clear", VENV)
    elif uv:  # Debian and Ubuntu split ensurepip off; uv does without
        failed, said = run(uv, "venv", f"--python={python}", VENV, UV_VENV_CLEAR="1")
    else:
        sys.exit(NO_VENV)
    if failed:
        sys.exit(reason(said))


def install(wanted: list[Path], wheels: Path | None, may_clear: bool) -> None:
    """Install with uv where it works, else with pip."""
    what = [f"--requirement={path}" for path in wanted]
    if sys.version_info[:2] <= NEWEST:
        what.append(f"--constraint={CONSTRAINTS}")
    if wheels:
        what += ["--no-index", f"--find-links={wheels}"]
    uv = shutil.which("uv")
    if uv:
        settings = pip_as_uv() | cache("UV_CACHE_DIR", uv)
        failed, said = run(uv, "pip", "install", f"--python={PYTHON}", *what, **settings)
        if not failed and complete():
            return
        say(f"uv could not do it ({said[-1] if said else 'it said nothing'}); pip tries.")
        if may_clear:
            make_venv()
    what += ["--no-compile", "--progress-bar=off"]  # the first import compiles; we show progress
    failed, said = run(*PIP, "install", *what, **cache("PIP_CACHE_DIR", *PIP))
    if failed:
        sys.exit(reason(said))


def complete() -> bool:
    """Tell whether what we need can be found; an installer's word is not enough."""
    names = ["twisted", "jupyterlab", "ipykernel", "nbclient", "pytest", "workbook"]
    find = f"from importlib.util import find_spec; assert all(map(find_spec, {names}))"
    return not subprocess.run([PYTHON, "-P", "-c", find], capture_output=True).returncode


def pip_as_uv() -> dict[str, str]:
    """Return pip's settings as the variables in which uv looks for the same."""
    found = {
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # no index comes before another
        "UV_SYSTEM_CERTS": "1",  # trust whom this machine trusts
    }
    listed = ask(*PIP, "config", "list").splitlines()
    for line in sorted(listed, key=lambda line: line.startswith(":env:")):  # this counts more
        key, _, value = line.partition("=")
        variable = PIP_AS_UV.get(key.rpartition(".")[2])
        if variable:
            separator = "," if variable == "UV_FIND_LINKS" else " "
            found[variable] = separator.join(ast.literal_eval(value).split())
    return {variable: os.environ.get(variable, found[variable]) for variable in found}


def cache(variable: str, *installer: str | Path) -> dict[str, str]:
    """Return the setting that keeps downloads beside .venv, if the reader has no cache yet."""
    known = ask(*installer, "cache", "dir").strip()  # empty: wants none
    return {} if variable in os.environ or Path(known).exists() else {variable: str(DOWNLOADS)}


def ask(*command: str | Path) -> str:
    """Return what *command* prints; nothing if it fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, env=environment()).stdout
    except OSError:
        return ""


def run(*command: str | Path, **settings: str) -> tuple[int, list[str]]:
    """Run *command*, showing how far it is; return its exit code and what it said."""
    said: list[str] = []
    try:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,  # see alone()
        )
    except OSError as error:
        return 1, [str(error)]
    with process:
        assert process.stdout is not None
        lines = filter(None, map(str.strip, process.stdout))
        reading = threading.Thread(target=said.extend, args=[lines])
        reading.start()
        try:
            show_progress(reading, said)
        except KeyboardInterrupt:
            process.terminate()
            sys.exit("\nStopped. The next start sets up afresh.")
    return process.returncode, said


def show_progress(work: threading.Thread, said: list[str]) -> None:
    """Show the seconds and the last line said: in place on a terminal, else now and then."""
    began = shown = time.monotonic()
    width = shutil.get_terminal_size().columns - 1
    while work.is_alive():
        work.join(0.2)
        now = time.monotonic()
        line = f"{now - began:4.0f} s  {said[-1] if said else '…'}"[:width]
        if sys.stderr.isatty():
            print(f"{line:{width}}", end="\r", file=sys.stderr, flush=True)
        elif now - shown > 10:
            shown = now
            say(line)
    if sys.stderr.isatty():
        print(" " * width, end="\r", file=sys.stderr, flush=True)


def reason(said: list[str]) -> str:
    """Return why an installer failed, as a sentence where we know one."""
    text = "\n".join(said)
    for signs, sentence in REASONS.items():
        if re.search(signs, text):
            return sentence
    return "\n".join([*said[-10:], "Installing failed, and the lines above say why."])


# Running


def environment() -> dict[str, str]:
    """Return the environment of what runs in .venv: it finds .venv, and writes only here."""
    ours = {
        "PATH": os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)]),
        "VIRTUAL_ENV": str(VENV),
        "WORKBOOK_HOME": str(HOME),
        "JUPYTER_CONFIG_DIR": str(HOME / ".jupyter"),
        "JUPYTER_DATA_DIR": str(HOME / ".jupyter" / "data"),
        "JUPYTER_RUNTIME_DIR": str(HOME / ".jupyter" / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "IPYTHONDIR": str(HOME / ".jupyter" / "ipython"),
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    others = {"PYTHONHOME", "PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH"}
    return {key: os.environ[key] for key in os.environ.keys() - others} | ours


def become(module: str, arguments: list[str]) -> int:
    """Run *module* with .venv's Python in this program's place."""
    command = [str(PYTHON), "-P", "-m", module, *arguments]
    if os.name == "nt":  # there, exec would not wait
        return subprocess.call(command, env=environment())
    os.execve(PYTHON, command, environment())


def test(arguments: list[str]) -> int:
    """Run the whole test suite; *arguments* are pytest's."""
    workers = str(min(os.cpu_count() or 2, 8))
    command = [str(PYTHON), "-m", "pytest", "-n", workers, "--dist=loadgroup", *arguments]
    failed = subprocess.call(command, cwd=ROOT, env=environment())
    say("Something is broken: begin at the first failure above." if failed else "All is well.")
    return failed


def say(sentence: str) -> None:
    """Tell the reader, apart from what a command prints."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    except OSError as error:
        hint = "WORKBOOK_HOME can name a better place (see --help)."
        sys.exit(f"{error.filename or ROOT}: {error.strerror}. {hint}")
