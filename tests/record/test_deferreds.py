"""A recording has every callback of a chain, what it ran with, and the result."""

import gc
from weakref import ref

import pytest
from conversation import finish
from twisted.internet import defer
from twisted.internet.defer import Deferred, ensureDeferred, inlineCallbacks
from twisted.internet.task import Clock, deferLater

from workbook.record import record
from workbook.record.recording import Chain, Rung


def parse(text):
    return int(text)


def double(number):
    return 2 * number


def rescue(failure):
    failure.trap(ValueError)
    return 0


def test_a_failure_crosses_over_and_comes_back():
    """The rungs that it passed by did not run."""
    chain = Deferred()
    with record() as run:
        chain.addCallback(parse).addCallback(double).addErrback(rescue).addBoth(double)
        chain.callback("twelve")

    why = "ValueError: invalid literal for int() with base 10: 'twelve'"
    assert [Chain("", "callback", "0")] == run.chains
    assert run.rungs == [
        Rung(0, "parse", "", "callback", "'twelve'"),
        Rung(0, "double", ""),
        Rung(0, "", "rescue", "errback", why),
        Rung(0, "double", "double", "callback", "0"),
    ]


def test_a_pair_is_one_rung():
    """``addCallbacks`` adds both at once, with their arguments."""
    got = []
    chain = Deferred()
    with record() as run:
        chain.addCallbacks(got.append, rescue, errbackArgs=("never",))
        chain.callback(1)

    assert [1] == got
    assert [Rung(0, "list.append", "rescue", "callback", "1")] == run.rungs


def test_a_chain_that_waits_has_no_result():
    """Whether it has not fired, or a callback returned a Deferred that has not."""
    one, two = Deferred(), Deferred()
    with record() as run:
        one.addCallback(lambda _: Deferred())
        one.callback(1)
        two.addCallback(double)

    assert [Chain("", "", "")] * 2 == run.chains


def test_each_await_is_a_rung(reactor):
    """Its name is the line in which the coroutine waits, also in one that it awaits."""

    async def inner():
        return await deferLater(reactor, 0, lambda: 5)

    async def outer():
        first = await inner()
        return first + await deferLater(reactor, 0, lambda: 6)

    with record(reactor) as run:
        result = finish(reactor, outer())

    assert 11 == result
    assert ["return await deferLater(reactor, 0, lambda: 5)", "5"] == [
        run.rungs[0].callback,
        run.rungs[0].given,
    ]
    assert ["6", "11"] == [run.rungs[1].given, run.chains[0].result]


def test_the_result_outlives_its_deferred():
    """It is in the recording, though nothing else knows of it any more."""

    async def waits():
        return 1 + await waited

    waited = Deferred()
    with record() as run:
        ensureDeferred(waits())
        waited.callback(1)
        gc.collect()

    assert ["2"] == [chain.result for chain in run.chains]


def test_a_timeout_in_the_middle_takes_no_result():
    """What Twisted adds to a chain is not its end."""
    chain = Deferred()
    with record() as run:
        chain.addCallback(double).addTimeout(5, Clock()).addCallback(double)
        chain.callback(1)

    assert [Chain("", "callback", "4")] == run.chains


def test_each_yield_is_a_rung():
    """Before there were coroutines, there were generators."""
    waited = Deferred()

    @inlineCallbacks
    def old():
        got = yield waited
        return got + 1

    with record() as run:
        result = old()
        waited.callback(1)

    assert 2 == result.result
    assert [Rung(0, *["got = yield waited"] * 2, "callback", "1")] == run.rungs


def test_a_coroutine_gets_its_exception():
    """What is recorded is not handled."""

    async def fails():
        await waited

    waited = Deferred()
    with record() as run:
        result = ensureDeferred(fails())
        waited.errback(ZeroDivisionError("no"))

    result.addErrback(lambda failure: failure.trap(ZeroDivisionError))
    assert [("errback", "ZeroDivisionError: no")] == [(c.rail, c.result) for c in run.chains]


def test_recording_changes_nothing():
    """The same chain, with and without: the same results; and the class is as before."""
    before = dict(vars(Deferred))

    def chain():
        deferred = Deferred().addCallback(parse).addErrback(rescue).addCallback(double)
        deferred.callback("21")
        return deferred.result

    with record():
        recorded = chain()

    assert 42 == chain() == recorded
    assert before == dict(vars(Deferred))


def test_a_recording_keeps_no_deferred_alive():
    """Twisted reports an unhandled failure when its Deferred is collected."""
    chain = Deferred().addCallback(double)
    alive = ref(chain)
    with record():
        chain.addCallback(double)
        del chain
        gc.collect()
        gone = alive() is None

    assert gone


@pytest.mark.parametrize("value", ["x" * 10_000, [0] * 10_000, {n: n for n in range(10_000)}])
def test_a_large_value_is_shown_in_part(value):
    """A recording is for looking at."""
    chain = Deferred()
    with record() as run:
        chain.addCallback(len)
        chain.callback(value)

    assert len(run.rungs[0].given) < 100


def test_a_value_that_cannot_be_shown_does_no_harm():
    """A learner's ``__repr__`` may be wrong."""

    class Broken:
        def __repr__(self):
            raise ValueError("not today")

    chain = Deferred()
    with record() as run:
        chain.addCallback(id)
        chain.callback(Broken())

    assert run.rungs[0].given.startswith("<Broken instance")


def test_twisted_awaits_with_what_is_recognised():
    """Its name is private, and marks an await."""
    assert callable(defer._gotResultInlineCallbacks)
