"""Any Deferred can be awaited in a cell, whoever drives the coroutine."""

import pytest

SETUP = """
import asyncio
from twisted.internet import defer, reactor
from twisted.internet.defer import Deferred, DeferredList, ensureDeferred, inlineCallbacks
from twisted.internet.task import deferLater

def later(value):
    return deferLater(reactor, 0.001, lambda: value)

def fails():
    return deferLater(reactor, 0.001, lambda: 1 / 0)

async def twice(value):
    return await later(value) + await later(value)

@inlineCallbacks
def old():
    one = yield later(1)
    return one + (yield twice(1))

class Lazy:
    async def __aenter__(self):
        return await later("in")
    async def __aexit__(self, *error):
        await later("out")
"""


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("3", "await defer.succeed(3)"),
        ("5", "await later(5)"),
        ("4", "await twice(2)"),
        ("4", "await ensureDeferred(twice(2))"),
        ("3", "await old()"),
        ("[1, 2, 6]", "await asyncio.gather(later(1), later(2), twice(3))"),
        ("7", "await asyncio.wait_for(later(7), 5)"),
        ("4", "await asyncio.create_task(twice(2))"),
        ("[(True, 1), (True, 2)]", "await DeferredList([later(1), later(2)])"),
        ("8", "await later(8).asFuture(asyncio.get_running_loop())"),
        ("9", "await Deferred.fromFuture(asyncio.ensure_future(asyncio.sleep(0, 9)))"),
        ("2", "d = Deferred(); d.addCallback(later); d.callback(2)\nawait d"),
        ("'in'", "async with Lazy() as lazy: pass\nlazy"),
    ],
)
def test_what_can_be_awaited(kernel, expected, code):
    """Each way to wait gives the value that a script would get."""
    cell = kernel.run(code)

    assert expected == cell.text.strip()


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("ZeroDivisionError", "await fails()"),
        ("ZeroDivisionError", "await ensureDeferred(fails())"),
        ("ZeroDivisionError", "await asyncio.gather(later(1), fails())"),
        ("TimeoutError", "await asyncio.wait_for(Deferred(), 0.01)"),
        ("TimeoutError", "async with asyncio.timeout(0.01): await Deferred()"),
        ("TimeoutError", "await Deferred().addTimeout(0.01, reactor)"),
    ],
)
def test_what_ends_in_an_exception(kernel, expected, code):
    """The cell ends with the exception itself, not with a Failure, and only once."""
    cell = kernel.run(code)

    assert expected == cell.error
    assert "Nobody handled" not in cell.text


def test_a_traceback_shows_the_lines_of_the_learner(kernel):
    """Frames of Twisted and of the bridge are folded away."""
    cell = kernel.run("await fails()")

    assert "twisted" not in cell.text
    assert "bridge" not in cell.text


def test_a_task_that_gives_up_cancels_the_deferred(kernel):
    """Cancellation reaches the canceller, as ``asFuture`` would."""
    kernel.run("d = Deferred(lambda d: print('cancelled'))")

    cell = kernel.run("await asyncio.wait_for(d, 0.01)")

    assert "cancelled" in cell.text


def test_an_await_that_refuses_to_be_cancelled_can_be_interrupted(kernel):
    """An errback that waits again cannot hold the kernel for ever."""
    cell = kernel.send("d = Deferred(); d.addErrback(lambda _: Deferred())\nprint('on')\nawait d")
    kernel.wait_for(cell, "on")

    kernel.interrupt()

    assert "CancelledError" == kernel.finish(cell).error
    assert "5" == kernel.value("await later(5)")


def test_twisted_still_drives_what_it_drives(kernel):
    """A coroutine that Twisted drives may not await asyncio: that is Twisted's rule."""
    kernel.run("async def wrong(): await asyncio.sleep(0.001)")

    cell = kernel.run("await ensureDeferred(wrong())")

    assert "RuntimeError" == cell.error
