"""Outside a kernel the package does nothing; in a kernel it begins from any state."""

import re
import subprocess
import sys

import pytest
from kernel import ROOT, Kernel

IMPORT = """
import socket, sys
from twisted.internet import defer, task

def patched():
    return vars(defer.Deferred).copy(), defer.DebugInfo, task.react, socket.socket.connect

before = patched()
import workbook.bridge
from workbook.bridge import awaits, cells, errors, guard, interrupt, ledger, modes, paste
assert before == patched()
assert "twisted.internet.reactor" not in sys.modules
"""


def test_importing_it_installs_and_patches_nothing():
    """A script that imports the package gets the ordinary reactor."""
    done = subprocess.run([sys.executable, "-c", IMPORT], cwd=ROOT, stderr=subprocess.PIPE)

    assert b"" == done.stderr


def test_loading_it_without_a_kernel_says_so():
    """A terminal's IPython has no loop that runs between the cells."""
    load = "import workbook.bridge as b; b.load(object())"

    done = subprocess.run([sys.executable, "-c", load], cwd=ROOT, stderr=subprocess.PIPE)

    assert b"needs a Jupyter kernel" in done.stderr


@pytest.fixture
def bare():
    with Kernel() as kernel:
        yield kernel


FTP = """
portal = Portal(ftp.FTPRealm(folder), [AllowAnonymousAccess()])
port = reactor.listenTCP(0, ftp.FTPFactory(portal), interface="127.0.0.1").getHost().port
"""
LIST = """%%blocking
import ftplib
with ftplib.FTP() as client:
    client.connect("127.0.0.1", port)
    client.login()
    client.retrlines("LIST")
"""


@pytest.mark.parametrize("mode", ["asyncio", "thread"])
def test_a_reactor_installed_by_an_import_becomes_ours(mode, tmp_path):
    """``twisted.protocols.ftp`` binds the reactor when it is imported; LIST hung in silence."""
    (tmp_path / "menu").touch()
    with Kernel(mode=mode) as bare:
        bare.run("from twisted.cred.checkers import AllowAnonymousAccess")
        bare.run("from twisted.cred.portal import Portal\nfrom twisted.protocols import ftp")
        bare.run("before = ftp.reactor\n%load_ext workbook.bridge")
        bare.run(f"from twisted.internet import reactor\nfolder = {str(tmp_path)!r}\n{FTP}")
        assert "True" == bare.value("ftp.reactor is reactor is before")

        cell = bare.run(LIST)

    assert cell.text.endswith(" menu\n"), cell.text


def test_a_reactor_that_runs_already_is_left_alone(bare):
    """The way out is in the message."""
    bare.run(
        "import asyncio\nfrom twisted.internet import asyncioreactor\n"
        "asyncioreactor.install(asyncio.get_running_loop())\n"
        "from twisted.internet import reactor\nreactor.startRunning(installSignalHandlers=False)"
    )

    cell = bare.run("%load_ext workbook.bridge")

    assert "RuntimeError" == cell.error
    assert "Restart the kernel" in cell.text


def test_it_can_be_loaded_twice(bare):
    """The second time does nothing."""
    bare.run("import workbook.bridge\nworkbook.bridge.load(get_ipython())")
    bare.run("from twisted.internet import reactor\nbefore = reactor")

    cell = bare.run("workbook.bridge.load(get_ipython())\nreactor is before and reactor.running")

    assert "True" == cell.text


def test_shutdown_triggers_run_at_the_end_of_the_kernel(bare, tmp_path):
    """They are waited for, though a thread of the pool is stuck for ever."""
    left = tmp_path / "left"
    bare.run("%load_ext workbook.bridge\nfrom twisted.internet import reactor, task")
    bare.run("import threading\nreactor.callInThread(threading.Event().wait)")
    bare.run(
        f"def leave(): return task.deferLater(reactor, 0.01, open, {str(left)!r}, 'w')\n"
        "reactor.addSystemEventTrigger('before', 'shutdown', leave)"
    )

    bare.manager.shutdown_kernel()

    assert left.exists()


def test_the_documentation_names_every_module():
    """What each module changes, and why, is written down."""
    page = (ROOT / "workbook/bridge/README.md").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "workbook/bridge").glob("[!_]*.py")}

    assert set() == {module for module in modules if f"`{module}`" not in page}


def test_the_documentation_names_tests_that_exist():
    """Each trap has a test, or more."""
    page = (ROOT / "workbook/bridge/README.md").read_text("utf-8")
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    named = set(re.findall(r"`(test_\w+)`", page))

    assert set() == {name for name in named if f"def {name}(" not in tests}
