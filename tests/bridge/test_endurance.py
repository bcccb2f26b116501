"""A notebook is used for hours: nothing is left behind, and the kernel always answers.

``--soak`` makes 500 re-runs and 200 interrupts of each test in place of a few.
"""

import random
from ast import literal_eval

import pytest

SETUP = """
import gc, os, threading
from itertools import count
from twisted.internet import reactor
from twisted.internet.base import DelayedCall
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.process import reapProcessHandlers
from twisted.internet.protocol import Factory, ProcessProtocol, Protocol
from twisted.internet.task import LoopingCall, deferLater

get_ipython().history_manager.enabled = False  # it opens a journal now and then
reactor.suggestThreadPoolSize(1)

class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

class Ends(ProcessProtocol):
    def __init__(self):
        self.ended = Deferred()
    def processEnded(self, reason):
        self.ended.callback(None)

def ours(kind):
    # Twisted forgets cancelled timers by the fifty; "timers" counts those that are not
    return kind is not DelayedCall and str(kind.__module__).startswith(("twisted", "workbook"))

def listen(number=0):
    return reactor.listenTCP(number, Factory.forProtocol(Echo), interface="127.0.0.1")

def connect(port):
    there = TCP4ClientEndpoint(reactor, "127.0.0.1", port.getHost().port)
    return connectProtocol(there, Echo())
"""

EVERYTHING = """
port = listen()
client = await connect(port)
timers = [reactor.callLater(60, print) for _ in range(3)]
reactor.callInThread(int)
reactor.spawnProcess(child := Ends(), "/bin/sleep", ["sleep", "60"]); None
"""

LEFT = """
await child.ended
{
    "descriptors": len(os.listdir("/proc/self/fd")),
    "threads": threading.active_count(),
    "readers": len(reactor.getReaders()),
    "writers": len(reactor.getWriters()),
    "timers": len(reactor.getDelayedCalls()),
    "children": len(reapProcessHandlers),
}
"""

MEMORY = """
gc.collect()
pages = int(open("/proc/self/statm").read().split()[1])
[sum(ours(type(each)) for each in gc.get_objects()), pages]
"""

BUSY = {
    "await": "while True:\n    step(); await deferLater(reactor, 0, sum, range(1000))",
    "callback": "LoopingCall(step).start(0)\nawait Deferred()",
    "between cells": "LoopingCall(step).start(0); None",
    "plain code": "while True: step()",
    "blocking": "while True: step()",
}


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.fixture
def soak(request):
    return request.config.getoption("--soak")


def test_a_cell_that_opens_everything_leaks_nothing(kernel, soak):
    """Server, client, timers, thread and child: all flat; memory is, after a warm-up."""

    def left_after(runs):
        for _ in range(runs):
            assert "" == kernel.run(EVERYTHING, cell="all").text
        kernel.run("pass", cell="all")
        return literal_eval(kernel.value(LEFT)), literal_eval(kernel.value(MEMORY))

    left_after(5)  # a thread that shows its first value gets a pipe from ipykernel
    left, (objects, pages) = left_after(20)
    runs = 500 if soak else 30

    left_later, (objects_later, pages_later) = left_after(runs)

    assert left == left_later
    assert objects_later - objects < runs, "a re-run leaves an object behind"
    assert pages_later < 1.05 * pages


def test_the_stop_button_at_any_moment(kernel, soak):
    """Wherever the signal hits, in a cell, a callback or the loop, the kernel answers."""
    moments = random.Random(4)
    for _ in range(200 if soak else 10):
        where, step = moments.choice(list(BUSY)), moments.randrange(100)
        kernel.run(
            f"def step(steps=count()):\n    if next(steps) == {step}: print('now', flush=True)"
        )
        mark = "%%blocking\n" if where == "blocking" else ""
        cell = kernel.send(f"{mark}{BUSY[where]}", cell="busy")
        kernel.wait_for(cell, "now\n")

        kernel.interrupt()

        kernel.finish(cell)
        assert (where == "between cells") == (cell.error == ""), (where, step, cell)
        assert "2" == kernel.value("1 + 1"), (where, step)
