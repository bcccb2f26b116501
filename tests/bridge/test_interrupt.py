"""The stop button works whatever runs, and children are reaped."""

import pytest

SETUP = """
import asyncio
from twisted.internet import defer, reactor
from twisted.internet.defer import Deferred
from twisted.internet.task import deferLater
from twisted.internet.utils import getProcessOutput, getProcessOutputAndValue

def spin():
    print("on")
    while True:
        pass

async def spins():
    spin()
"""


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("CancelledError", "print('on')\nawait Deferred()"),
        ("CancelledError", "print('on')\nawait asyncio.sleep(60)"),
        ("CancelledError", "reactor.callLater(0, spin)\nawait Deferred()"),
        ("CancelledError", "defer.maybeDeferred(spin)\nawait Deferred()"),
        ("CancelledError", "defer.succeed(1).addCallback(lambda _: spin())\nawait Deferred()"),
        ("CancelledError", "defer.ensureDeferred(spins())\nawait Deferred()"),
        ("KeyboardInterrupt", "await deferLater(reactor, 0, int)\nspin()"),
        ("KeyboardInterrupt", "spin()"),
    ],
)
def test_a_cell_is_ended(kernel, expected, code):
    """Even if a callback holds the loop while the cell awaits."""
    cell = kernel.send(code)
    kernel.wait_for(cell, "on\n")

    kernel.interrupt()

    assert expected == kernel.finish(cell).error
    assert "2" == kernel.value("1 + 1")


def test_a_callback_between_cells_is_broken(kernel):
    """The kernel would be lost; the error is shown in the cell that caused it."""
    cell = kernel.run("reactor.callLater(0.01, spin); None")
    kernel.wait_for(cell, "on\n")

    kernel.interrupt()

    kernel.wait_for(cell, "Interrupted: the stop button was pressed")
    assert "0" == kernel.value("await deferLater(reactor, 0, int)")


def test_an_idle_kernel_is_not_disturbed(kernel):
    """There is nothing to break between cells."""
    kernel.interrupt()

    assert "0" == kernel.value("await deferLater(reactor, 0, int)")


def test_children_are_reaped(kernel):
    """Even one that closes its pipes long before it ends."""
    script = "echo said; exec >&- 2>&- <&-; sleep 0.05; exit 3"

    cell = kernel.run(f"await getProcessOutputAndValue('/bin/sh', ['-c', {script!r}])")

    assert r"(b'said\n', b'', 3)" == cell.text


def test_other_ways_to_start_children_still_work(kernel):
    """Only Twisted's own children are reaped."""
    cell = kernel.run(
        "import subprocess\n"
        "child = await asyncio.create_subprocess_exec('/bin/true')\n"
        "output = !echo shell\n"
        "await child.wait(), subprocess.run(['/bin/false']).returncode, list(output)"
    )

    assert "(0, 1, ['shell'])" == cell.text


@pytest.mark.parametrize(
    ("expected", "module"),
    [
        ("[None]", "ipykernel.iostream"),
        ("[None]", "zope.interface.adapter"),
        ("[workbook.bridge.interrupt.Interrupted]", "__main__"),
        ("[workbook.bridge.interrupt.Interrupted]", "somebodys.library"),
    ],
)
def test_what_twisted_does_by_itself_is_not_broken(kernel, expected, module):
    """A line of its log, in the output of the kernel, is no callback of the learner's."""
    kernel.run(
        "import sys\nfrom twisted.python import log\nfrom workbook.bridge import interrupt\n"
        "broken = []\n"
        "def observe(event): broken.append(interrupted(sys._getframe()))\n"
        f"module = {{'__name__': {module!r}, 'broken': broken, 'sys': sys,\n"
        "          'interrupted': interrupt.interrupted}\n"
        "observer = type(observe)(observe.__code__, module)\n"
        "log.addObserver(observer)\nreactor.callLater(0, log.msg, 'said')\n"
        "await deferLater(reactor, 0.001, log.removeObserver, observer)"
    )

    assert expected == kernel.value("broken[:1]")
