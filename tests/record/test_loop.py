"""A recording says what the loop's one thread did, and which timers had to wait for it."""

import asyncio
from functools import partial

import pytest
from conversation import finish, ping
from twisted.internet.base import DelayedCall
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock, LoopingCall, deferLater
from twisted.internet.threads import deferToThreadPool
from twisted.python.threadpool import ThreadPool

from workbook.record import record
from workbook.record.names import name_of


def spin(reactor, seconds):
    """Block the thread."""
    until = reactor.seconds() + seconds
    while reactor.seconds() < until:
        pass


def test_a_callback_that_blocks_makes_a_timer_late(reactor):
    """The timer was due while the other one held the thread."""
    done = Deferred()

    async def both():
        reactor.callLater(0, spin, reactor, 0.1)
        reactor.callLater(0.05, done.callback, None)
        await done

    with record(reactor) as run:
        finish(reactor, both())

    blocked = next(each for each in run.callbacks if "spin" == each.name)
    late = next(each for each in run.timers if "Deferred.callback" == each.name)
    assert 0.1 <= blocked.seconds
    assert blocked.time < late.due < late.ran
    assert blocked.time + blocked.seconds <= late.ran


def test_what_ends_the_recording_is_in_it(reactor):
    """Else a cell that blocks at its end would look innocent."""

    async def a_cell():
        with record(reactor) as run:
            await deferLater(reactor, 0)
            spin(reactor, 0.1)
        return run

    run = finish(reactor, a_cell())

    assert 0.1 <= run.callbacks[-1].seconds


def test_a_recording_in_another_thread_waits_for_the_reactor(reactor):
    """Else the last answer to a ``%%blocking`` cell would be missing."""

    def blocking():
        with record(reactor) as run:
            reactor.callFromThread(spin, reactor, 0.05)
        return run

    async def wait():
        pool.start()
        run = await deferToThreadPool(reactor, pool, blocking)
        pool.stop()
        return run

    pool = ThreadPool(0, 1)
    run = finish(reactor, wait())

    assert any(0.05 <= each.seconds for each in run.callbacks)


def test_one_thing_at_a_time(reactor):
    """No two callbacks overlap, and all are within the run."""
    with record(reactor) as run:
        finish(reactor, ping(reactor))

    ends = [each.time + each.seconds for each in run.callbacks]
    begins = [each.time for each in run.callbacks]
    assert all(end <= begin + 1e-9 for end, begin in zip(ends, begins[1:], strict=False))
    assert {"Pong reads", "Pong writes"} <= {each.name for each in run.callbacks}
    assert 0 <= begins[0] and ends[-1] <= run.seconds


def test_the_virtual_time_of_a_test_is_no_real_time(reactor):
    """A `Clock` has timers too; none of them was late."""
    clock, ran = Clock(), []
    clock.callLater(5, ran.append, 1)

    with record(reactor) as run:
        clock.advance(5)

    assert ([1], []) == (ran, run.timers)


def test_a_timer_is_what_it_was(reactor):
    """``active``, ``cancel`` and ``called`` work in a recording, and after it."""
    before = dict(vars(DelayedCall))
    with record(reactor):
        one, two = reactor.callLater(0, int), reactor.callLater(1, int)
        states = [one.active(), two.active()]
        two.cancel()
        finish(reactor, deferred_later(reactor))
        states += [one.active(), two.active()]

    assert [True, True, False, False] == states
    assert (1, 0) == (one.called, two.called)
    assert before == dict(vars(DelayedCall))


async def deferred_later(reactor):
    await deferLater(reactor, 0)


def test_callbacks_have_the_names_that_people_gave_them():
    """Not those of what Twisted and functools put around them."""

    def inner():
        pass

    assert "inner" == name_of(inner) == name_of(partial(inner)) == name_of(LoopingCall(inner))
    assert "lambda" == name_of(lambda: None)
    assert "Clock.advance" == name_of(Clock().advance)


@pytest.mark.parametrize("attribute", ["_run", "_callback", "_args", "_loop"])
def test_the_loop_has_what_is_recorded(attribute):
    """asyncio's handles are private; their names must not change without a word."""
    loop = asyncio.new_event_loop()
    handle = loop.call_soon(int)
    loop.close()

    assert hasattr(handle, attribute)


def test_the_reactor_has_the_loop_that_is_recorded(reactor):
    """Its attribute is private too."""
    assert isinstance(reactor._asyncioEventloop, asyncio.AbstractEventLoop)
