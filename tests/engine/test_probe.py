"""A probe: how the program's calls are answered, and what the check is told of them."""

import pytest
from twisted.internet.error import ConnectionLost

from workbook.engine.probe import PENDING, fails, fires, raises
from workbook.report import Outcome

PROGRAM = """
    from twisted.internet import defer, task, threads

    def once(call, *args): return call(*args)
    def named(call): return call(1, word="城市")
    async def each(calls): return [await defer.maybeDeferred(call) for call in calls]
    def later(reactor, call): return task.deferLater(reactor, 1.0, call)
    def soon(reactor, call): reactor.callLater(0, call)
    def in_thread(reactor, call): return threads.deferToThread(call)
    def drop(call): call()
    def failed(call): defer.fail(OSError("no")).addErrback(call)
    def first(calls):
        waiting = [call() for call in calls]
        def done(value):
            for loser in waiting[1:]: loser.addErrback(lambda _: None).cancel()
            return value
        return waiting[0].addCallback(done)
"""


@pytest.fixture
def passes(ask):
    """Return a function that asks a question, which the program must pass."""

    def passes(question):
        result = ask(PROGRAM, question)
        assert Outcome.PASSED is result.outcome, result.message

    return passes


def test_calls_are_answered_step_by_step(passes):
    """A value, an error, a Deferred that has fired or failed; the last step repeats."""

    def question(subject):
        probe = subject.probe(7, raises(OSError("京")), fires("北"), fails(ConnectionLost("x")))
        assert 7 == subject.call("once", probe)
        assert "OSError" == subject.start("once", probe).result().types[0]
        assert "北" == subject.call("once", probe)
        for _ in range(2):
            assert "ConnectionLost" == subject.start("once", probe).result().types[0]
        assert [()] * 5 == probe.calls

    passes(question)


def test_without_steps_every_call_returns_none(passes):
    """A probe that only listens."""

    def question(subject):
        probe = subject.probe()
        assert subject.call("once", probe, b"\xff", ("城市",)) is None
        assert subject.call("named", probe) is None
        assert [(b"\xff", ("城市",)), (1, "城市")] == probe.calls

    passes(question)


def test_a_pending_call_is_fired_later(passes):
    """With a value or an error, in the order that the check chooses."""

    def question(subject):
        probe = subject.probe(PENDING)
        calls = [subject.start("once", probe) for _ in range(3)]
        probe.fire(2, "last")
        assert ["pending", "pending", "done"] == [each.state for each in calls]
        probe.fail(0, LookupError("城市", 7))
        assert ("城市", 7) == calls[0].result().args
        calls[1].cancel()
        assert [1] == probe.cancelled
        assert "CancelledError" == calls[1].result().types[0]
        probe.fire(1, "too late")

    passes(question)


def test_what_the_program_cancels_is_told(passes):
    """The losers, not the winner; and probes may be inside a list."""

    def question(subject):
        probe = subject.probe(PENDING)
        winner = subject.start("first", [probe] * 3)
        probe.fire(0, "北京")
        assert "北京" == winner.result()
        assert [1, 2] == probe.cancelled

    passes(question)


def test_each_call_has_its_time(passes):
    """By the given reactor's clock; what waits for now has happened."""

    def question(subject):
        probe = subject.probe()
        subject.call("soon", subject.reactor, probe)
        assert [0.0] == probe.times
        subject.start("later", subject.reactor, probe)
        subject.reactor.advance(1.5)
        assert [0.0, 1.0] == probe.times

    passes(question)


def test_a_call_from_a_thread_is_told(passes):
    """Twisted calls back in its own thread only."""

    def question(subject):
        probe = subject.probe()
        subject.call("once", probe)
        subject.call("in_thread", subject.reactor, probe)
        assert [1] == probe.from_threads

    passes(question)


def test_a_failure_is_told_by_its_type(passes):
    """An errback's argument is an object; its type crosses the border."""

    def question(subject):
        probe = subject.probe()
        subject.call("failed", probe)
        ((error,),) = probe.calls
        assert "OSError" == error.type_name

    passes(question)


def test_a_failure_that_the_program_drops_is_its_fault(ask):
    """As with any other Deferred."""
    result = ask(PROGRAM, lambda subject: subject.call("drop", subject.probe(fails(OSError("no")))))

    assert Outcome.FAILED is result.outcome
    assert "OSError: no" in result.message


def test_a_call_that_never_came_is_told(ask):
    """The check waits for the second call; there was one."""

    def question(subject):
        probe = subject.probe(PENDING)
        subject.start("once", probe)
        probe.fire(1, None)

    result = ask(PROGRAM, question)

    assert Outcome.FAILED is result.outcome
    assert "waits for call 2 of its function; so far your program has made 1." in result.message
