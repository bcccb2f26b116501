"""Chapter 5, Deferreds: results that are not there yet, their errors, and their cancellation."""

from itertools import pairwise

from workbook.engine.handles import Error
from workbook.engine.probe import PENDING, fails, fires, raises
from workbook.exercise import Exercise

box = Exercise(
    "box",
    "core",
    hints=(
        "Both functions have four parts: ask, turn the answer into a number, deal with an unknown "
        "city, hang up. Write the coroutine first: it reads like any other Python.",
        "`failure.trap(LookupError)` lets only that error end in your errback; any other goes on. "
        "What an errback returns is the new result.",
        "`addBoth` is `finally`. But unlike `finally`, it replaces the result by what its function "
        "returns: return what you were given.",
        "By hand it is one chain: `ask(city)`, a callback `int`, an errback that traps, and a "
        "function for both that hangs up and returns its argument.",
    ),
)

errors = Exercise(
    "errors",
    "more",
    hints=(
        "For each function ask two questions. Is there a Deferred at all when the division "
        "fails? And is there an errback *below* the place where it fails?",
        "`addCallbacks(f, g)` puts `f` and `g` side by side on one rung: `g` handles what failed "
        "above, not what fails in `f`.",
        "A Deferred that holds an error complains when it is thrown away. One that stays in a "
        "list is never thrown away.",
    ),
)

firing_order = Exercise(
    "firing_order",
    "more",
    hints=(
        "No callback waits for the reactor: it runs inside the call of `callback`, or of "
        "`addCallback` if the result is there already.",
        "A callback that returns a Deferred stops its chain until that Deferred has a result. "
        "A coroutine runs up to its first `await` of something that is not there.",
        "The last three letters are said by the reactor, in two calls: first the one that was "
        "asked for first.",
    ),
)

retry = Exercise(
    "retry",
    "core",
    hints=(
        "Write it down for one attempt first: call it, give it a time limit, return what it gives. "
        "Then put a loop around it.",
        "`maybeDeferred(attempt)` makes a Deferred of whatever `attempt` does. "
        "`deferred.addTimeout(seconds, clock)` gives it a limit.",
        "`await deferLater(clock, seconds)` waits on that clock. Count, so that you do not wait "
        "after the last attempt.",
        "`except Exception` catches `CancelledError` too. To be cancelled is not a failure to try "
        "again: let it pass. And `retry` returns a Deferred, not a coroutine: "
        "`Deferred.fromCoroutine`.",
    ),
)

in_order = Exercise(
    "in_order",
    "core",
    hints=(
        "`lineReceived` is a plain `def`, and must return at once. Start a coroutine there: "
        "`Deferred.fromCoroutine(…)`. Who keeps the Deferred that you get?",
        "Keep the Deferreds of all open questions in a `deque`, the oldest first. One other "
        "coroutine awaits the first of them, sends it, takes it out, and goes on with the next.",
        "That coroutine runs while something is in the `deque`; start it when the first one goes "
        "in. A `LookupError` becomes `sorry`.",
        "In `connectionLost`, cancel each of them. Its `CancelledError` needs somebody to handle "
        "it: `addErrback(lambda failure: failure.trap(CancelledError))`.",
    ),
)

first = Exercise(
    "first",
    "more",
    hints=(
        "Make one new Deferred for the result. Each of the given ones gets a callback and an "
        "errback, which know that result.",
        "A Deferred can be fired once: before you fire the result, ask `result.called`. "
        "An errback that returns None has handled its failure.",
        "Cancelling a Deferred runs its errbacks at once: be sure that you have your winner before "
        "you cancel the others. `Deferred(canceller)` calls *canceller* when it is cancelled.",
    ),
)

interop = Exercise(
    "interop",
    "more",
    hints=(
        "asyncio awaits futures and tasks; Twisted awaits Deferreds. Each side needs the other's "
        "result in its own form.",
        "A coroutine of asyncio's runs only as a task: `loop.create_task(ask(city))`. "
        "`asyncio.gather` makes one future of several.",
        "`Deferred.fromFuture(future)` is for Twisted, `deferred.asFuture(loop)` for asyncio. "
        "Both hand on results, errors and cancellation.",
    ),
)

proxy = Exercise(
    "proxy",
    "more",
    hints=(
        "Each side needs the other's transport, and one of them is not there yet. What did this "
        "chapter call a value that is not there yet?",
        "`connectProtocol(endpoint, protocol)` returns a Deferred of the far protocol. Keep it: "
        "`addCallback` on it means 'now, or as soon as it is there', and keeps the order. "
        "A callback must return the transport, for the next one.",
        "Three things are told to the other side: `write`, `loseWriteConnection` when reading has "
        "ended, `loseConnection` when all has ended. Both classes implement "
        "`IHalfCloseableProtocol`; hang up when both halves are closed.",
        "`self.other.addCallback(call)`, where `call` writes to the transport it is given and "
        "returns it. On the far side, `other` is `succeed(near_transport)`.",
    ),
)

downloads = Exercise(
    "downloads",
    "final",
    hints=(
        "Write one download first: a protocol that has a Deferred, and fires it in "
        "`connectionLost`. Only there do you know whether all has come.",
        "The size may come in pieces, and the first bytes of the file right behind it. "
        "`connectProtocol` gives you the protocol, and then you await its Deferred.",
        "`DeferredSemaphore(at_once).run(f, …)` calls `f` when there is room. "
        "`DeferredList(jobs, consumeErrors=True)` waits for all, and fails for none.",
        "Cancelling runs down to your protocol's Deferred: give it a canceller that calls "
        "`abortConnection`. An answer whose first line is no number is a failure, not a crash.",
    ),
)


def boxed(answer, name, outcome, early):
    """Return what came out of the learner's function, and what happened in which order."""
    import builtins
    import inspect

    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    log, given, came = [], Deferred(), []

    def ask(city):
        log.append(f"ask({city})")
        return given

    def say():
        log.append("the answer")
        kind = getattr(builtins, outcome, None)
        given.errback(kind("北京")) if kind else given.callback(outcome)

    if early:
        say()
    result = getattr(answer, name)(ask, "北京", lambda: log.append("hang_up()"))
    result = Deferred.fromCoroutine(result) if inspect.iscoroutine(result) else result
    if not isinstance(result, Deferred):
        return f"no Deferred, but {result!r}", log
    result.addBoth(came.append)
    if not early:
        say()
    if came and isinstance(came[0], Failure):
        if came[0].check(NotImplementedError):
            came[0].raiseException()
        return came[0].type.__name__, log
    return (came[0], log) if came else ("nothing", log)


def both(subject, outcome, early=False):
    """Yield the name of each of the two functions, and what it did when `ask` had *outcome*."""
    for name in ("by_hand", "as_coroutine"):
        yield name, *subject.drive(boxed, name, outcome, early)


@box.check(mistake=("addCallback(int).addErrback", "addErrback"))
def the_number_comes_out(subject):
    """What comes out is the number, whether the answer is there at once or later."""
    drawn = subject.random.randrange(1_000_000, 20_000_000)
    for early in (False, True):
        for name, came, _ in both(subject, str(drawn), early):
            assert drawn == came, f"`ask` said {str(drawn)!r}; `{name}` gave {came!r}."


@box.check(mistake=("failure.trap(LookupError)", "return failure"))
def an_unknown_city_is_none(subject):
    """If `ask` fails with a `LookupError`, what comes out is None."""
    for error in ("KeyError", "LookupError"):
        for name, came, _ in both(subject, error):
            assert came is None, f"`ask` failed with {error}; `{name}` gave {came!r}."


@box.check(mistake=("except LookupError", "except Exception"))
def other_errors_go_on(subject):
    """Any other error goes to the caller: of `ask`, and of a text that is no number."""
    for outcome, right in [("TimeoutError", "TimeoutError"), ("二千万", "ValueError")]:
        for name, came, _ in both(subject, outcome):
            what = f"said {outcome!r}" if right != outcome else f"failed with {right}"
            assert right == came, f"`ask` {what}; `{name}` gave {came!r}, not a {right}."


@box.check(mistake=("    finally:\n        hang_up()", "    finally:\n        pass"))
def it_hangs_up_once(subject):
    """Whatever happens, it hangs up once, when the answer is there."""
    for outcome in ("7", "KeyError", "TimeoutError", "seven"):
        for name, _, log in both(subject, outcome):
            right = ["ask(北京)", "the answer", "hang_up()"]
            assert right == log, f"The answer was {outcome!r}; in `{name}`: {', '.join(log)}."


WHY = {
    "one": "Does anybody stand below the division?",
    "two": "On which rung does `note` stand, and on which one does it fail?",
    "three": "What does `print` do when the failure comes by?",
    "four": "Who still holds the Deferred?",
    "five": "When is `1 / 0` worked out: before or after there is a Deferred?",
    "six": "Does the call of a coroutine raise what happens in it?",
}
HEARD = {
    "one": "log", "two": "log", "three": "note", "four": "nobody", "five": "caller", "six": "log",
}  # fmt: skip


def judge_errors(subject, *names):
    """Compare what the learner says of the functions *names*."""
    said = subject.call("who_hears")
    assert isinstance(said, dict), f"`who_hears` returned {said!r}; it should be a dict."
    for name in names:
        word = str(said.get(name)).strip().lower()
        assert word in {"note", "caller", "log", "nobody"}, (
            f"For `{name}` you say {said.get(name)!r}; say note, caller, log or nobody."
        )
        assert word == HEARD[name], f"`{name}`: it is not {word!r}. {WHY[name]}"


@errors.check(mistake=('"three": "note"', '"three": "log"'))
def from_rung_to_rung(subject):
    """On a ladder, an error meets the next errback *below* it."""
    judge_errors(subject, "one", "two", "three")


@errors.check(mistake=('"four": "nobody"', '"four": "log"'))
def as_long_as_it_is_held(subject):
    """What somebody holds is not thrown away, and so is not logged."""
    judge_errors(subject, "four")


@errors.check(mistake=('"five": "caller"', '"five": "note"'))
def before_there_is_a_deferred(subject):
    """An error goes into a Deferred only where there is one."""
    judge_errors(subject, "five", "six")


def said_order(subject):
    """Return the learner's eight letters, written in whatever way."""
    said = str(subject.call("order")).upper()
    letters = [letter for letter in said if letter in "ABCDEFGH"]
    assert sorted(letters) == list("ABCDEFGH"), f"Each of A to H is said once; you say {said!r}."
    return letters


def ordered(subject, right, why):
    """Compare the order of the letters in *right*, leaving out the others."""
    said = "".join(letter for letter in said_order(subject) if letter in right)
    assert right == said, f"You say {said}. {why}"


@firing_order.check(mistake=("FDAGHCBE", "FGADHCBE"))
def callbacks_do_not_wait(subject):
    """A callback runs as soon as there is a result."""
    why = "Does `callback` return before the callbacks have run? And what does `succeed` know?"
    ordered(subject, "FDG", why)


@firing_order.check(mistake=("FDAGHCBE", "FDGAHCBE"))
def a_coroutine_starts_at_once(subject):
    """A coroutine starts at once, and a chain goes on when it is done."""
    ordered(subject, "DAGBE", "When does `wait` begin? What does the chain do until it is done?")


@firing_order.check(mistake=("FDAGHCBE", "CFDAGHBE"))
def the_reactor_comes_later(subject):
    """The reactor has its turn when `program` has returned."""
    ordered(subject, "GHCB", "When does the reactor get to call anything?")


def returned(answer):
    """Return the name of the type that `retry` returns."""
    from twisted.internet.task import Clock

    result = answer.retry(Clock(), lambda: None, tries=1, delay=1, factor=2, timeout=1)
    return type(result).__name__


def retried(subject, *steps, **options):
    """Return the probe that `retry` calls, which does *steps*, and the pending result."""
    attempt = subject.probe(*steps)
    options = {"tries": 3, "delay": 1, "factor": 2, "timeout": 5} | options
    trying = subject.start("retry", subject.reactor, attempt, **options)
    if not attempt.calls:
        assert trying.result() is None, "`retry` makes no attempt."
    return attempt, trying


def pauses(attempt):
    """Return the seconds between the attempts."""
    return [later - earlier for earlier, later in pairwise(attempt.times)]


def judge_result(subject, trying, right):
    """Fail unless the result is *right*, a value or an error's name, and no timer is left."""
    came = trying.result() if trying.state != "pending" else "nothing yet"
    came = came.types[0] if isinstance(came, Error) else came
    quiet = came is None and str(right).endswith("Error")
    told = "it ended without an error" if quiet else f"out came {came!r}"
    assert right == came, f"`retry` should end with {right!r}; {told}."
    left = subject.reactor.delayed_calls
    assert 0 == left, f"The result is there, and {left} timer(s) still wait."


@retry.check(mistake=("return await", "await"))
def the_first_success_is_the_result(subject):
    """It returns a Deferred: of the first attempt's result, a value or a Deferred of one."""
    kind = subject.drive(returned)
    assert kind == "Deferred", f"`retry` returned a {kind}; it should return a Deferred."
    for right in (subject.random.randrange(1000), 0, None, []):
        for step in (right, fires(right)):
            attempt, trying = retried(subject, step, "too much")
            assert len(attempt.calls) == 1, f"It made {len(attempt.calls)} attempts at first."
            judge_result(subject, trying, right)


@retry.check(mistake=("delay * factor**number", "delay * factor"))
def each_wait_is_longer(subject):
    """Between attempts it waits `delay`, then `delay * factor`, and so on."""
    delay, factor = subject.random.choice([0.25, 0.5]), subject.random.choice([2, 3, 4])
    steps = raises(ValueError()), fails(OSError()), raises(KeyError()), "好"
    attempt, trying = retried(subject, *steps, tries=4, delay=delay, factor=factor)
    subject.reactor.advance(50)
    right = [delay, delay * factor, delay * factor**2]
    told = f"delay={delay}, factor={factor}: it waited {pauses(attempt)} s, not {right} s."
    assert right == pauses(attempt), told
    judge_result(subject, trying, "好")


@retry.check(mistake=("number == tries - 1", "number == tries"))
def the_last_error_wins(subject):
    """After `tries` attempts the last error is the result, at once."""
    steps = fails(OSError()), raises(KeyError()), fails(ValueError()), "too much"
    for tries, right in (1, "OSError"), (2, "KeyError"), (3, "ValueError"):
        attempt, trying = retried(subject, *steps, tries=tries)
        subject.reactor.advance(2 ** (tries - 1) - 1)
        made = len(attempt.calls)
        assert tries == made, f"tries={tries}, and it made {made} attempts."
        judge_result(subject, trying, right)


@retry.check(mistake=(".addTimeout(timeout, clock)", ""))
def a_slow_attempt_has_failed(subject):
    """An attempt that takes longer than `timeout` is cancelled, and counts as failed."""
    timeout = subject.random.randrange(2, 5)
    attempt, trying = retried(subject, PENDING, PENDING, "too much", timeout=timeout)
    subject.reactor.advance(timeout + 1.5)
    assert [timeout + 1] == pauses(attempt), (
        f"timeout={timeout}, delay=1: the second attempt came after {pauses(attempt)} s."
    )
    assert [0] == attempt.cancelled, f"Attempt 0 was too slow; cancelled: {attempt.cancelled}."
    subject.reactor.advance(timeout - 1)
    attempt.fire(1, "in time")
    judge_result(subject, trying, "in time")
    attempt, trying = retried(subject, PENDING, timeout=timeout, tries=2)
    subject.reactor.advance(50)
    told = "goes on" if trying.state == "pending" else "ended without an error"
    assert "failed" == trying.state, f"Both attempts were too slow; `retry` {told}."


def judge_cancelled(subject, attempt, trying):
    """Cancel it; fail unless it ends, and makes no other attempt."""
    made = len(attempt.calls)
    trying.cancel()
    judge_result(subject, trying, "CancelledError")
    subject.reactor.advance(50)
    more = len(attempt.calls) - made
    assert 0 == more, f"It was cancelled after attempt {made}, and made {more} more."


@retry.check(
    mistake=("except CancelledError:\n                raise\n            except", "except")
)
def cancelling_ends_an_attempt(subject):
    """If it is cancelled during an attempt, that is cancelled too, and there is no other."""
    attempt, trying = retried(subject, fails(OSError()), PENDING, "too much")
    subject.reactor.advance(1.5)
    judge_cancelled(subject, attempt, trying)
    assert [1] == attempt.cancelled, "The attempt was not cancelled: it goes on for nobody."


@retry.check(mistake=("fromCoroutine(attempts())", "fromCoroutine(attempts()).addErrback(print)"))
def cancelling_ends_a_wait(subject):
    """If it is cancelled between attempts, there is no other, and no timer is left."""
    attempt, trying = retried(subject, fails(OSError()), "too much")
    subject.reactor.advance(0.5)
    judge_cancelled(subject, attempt, trying)


def judge_asked(look_up, count):
    """Fail unless each of *count* questions was looked up."""
    asked = len(look_up.calls)
    times = "once" if asked == 1 else f"{asked} times"
    assert count == asked, f"`look_up` was called {times}; {count} were expected."


@in_order.check(mistake=("return await self.factory.look_up(line)", "return line"))
def a_question_is_answered(subject):
    """When `look_up(line)` has its result, that is the answer, on a line of its own."""
    look_up = subject.probe(PENDING)
    peer = subject.factory(look_up).connect()
    peer.send("北京\n".encode())
    assert [("北京".encode(),)] == look_up.calls, f"The calls of `look_up` were {look_up.calls}."
    peer.expect(b"")
    answer = subject.random.randbytes(4).hex().encode()
    look_up.fire(0, answer)
    peer.expect(answer + b"\n")
    peer.send(b"caf\xc3\xa9\n")
    look_up.fire(1, b"Lima")
    peer.expect(b"Lima\n")


@in_order.check(mistake=("self._answers.popleft()", "self._answers.pop()"))
def answers_keep_the_order(subject):
    """Whatever is ready first, the answers come in the order of the questions."""
    look_up = subject.probe(PENDING)
    peer = subject.factory(look_up).connect()
    count = 6
    peer.send(b"".join(b"%d\n" % number for number in range(count)))
    judge_asked(look_up, count)
    came, ready = b"", set()
    order = subject.random.sample(range(1, count), count - 1)
    for number in [*order[:2], 0, *order[2:]]:
        look_up.fire(number, b"answer %d" % number)
        ready.add(number)
        came += peer.read()
        first = next(n for n in range(count + 1) if n not in ready)
        right = b"".join(b"answer %d\n" % n for n in range(first))
        assert right == came, f"Ready are {sorted(ready)}; so far, {came!r} has come."


@in_order.check(
    mistake=("] = deque()  #", "] = vars(self.factory).setdefault('questions', deque())  #")
)
def no_question_waits_for_another(subject):
    """Each look-up starts when its question comes, also of other clients."""
    look_up = subject.probe(PENDING)
    factory = subject.factory(look_up)
    ada, ming = factory.connect(name="Ada"), factory.connect(name="小明")
    ada.send(b"slow\nquick\n")
    ming.send("北京\n".encode())
    asked = [args[0] for args in look_up.calls]
    right = [b"slow", b"quick", "北京".encode()]
    assert right == asked, f"Three questions came, and `look_up` was called with {asked}."
    look_up.fire(2, b"here")
    ming.expect(b"here\n")
    look_up.fire(1, b"2")
    look_up.fire(0, b"1")
    ada.expect(b"1\n2\n")


@in_order.check(mistake=("except LookupError:", "except OSError:"))
def a_failure_is_an_answer(subject):
    """If a look-up fails with a `LookupError`, its answer is `sorry`, and the others go on."""
    look_up = subject.probe(PENDING)
    peer = subject.factory(look_up).connect()
    peer.send(b"a\nb\nc\n")
    judge_asked(look_up, 3)
    look_up.fail(1, LookupError("北京"))
    look_up.fire(0, b"A")
    look_up.fire(2, b"C")
    peer.expect(b"A\nsorry\nC\n")
    peer.send(b"d\n")
    look_up.fail(3, KeyError("北京"))
    peer.expect(b"sorry\n")


@in_order.check(mistake=("            answer.cancel()", "            pass"))
def who_is_gone_needs_no_answer(subject):
    """When a connection ends, its look-ups are cancelled, and nobody else's."""
    for leave in ("close", "reset"):
        look_up = subject.probe(PENDING)
        factory = subject.factory(look_up)
        leaving, staying = factory.connect(), factory.connect(name="who stays")
        leaving.send(b"0\n1\n2\n")
        staying.send(b"3\n")
        look_up.fire(1, b"one")
        getattr(leaving, leave)()
        cancelled = sorted(look_up.cancelled)
        assert [0, 2] == cancelled, f"Look-ups 0 and 2 were open; cancelled were {cancelled}."
        look_up.fire(3, b"here")
        staying.expect(b"here\n")


def raced(answer, count, steps):
    """Call `first` with *count* Deferreds; a step is ``[number, value]``, or ``cancel``."""
    import builtins

    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    cancelled, came = [], []

    def cancel(number):
        return lambda _: cancelled.append(number)

    given = [Deferred(cancel(number)) for number in range(count)]

    def fire(number, what):
        error = isinstance(what, str) and getattr(builtins, what, None)
        given[number].errback(error(number)) if error else given[number].callback(what)

    early, late = steps
    for step in early:
        fire(*step)
    result = answer.first(given)
    if not isinstance(result, Deferred):
        return [f"no Deferred, but a {type(result).__name__}"], []
    result.addBoth(came.append)
    for step in late:
        result.cancel() if step == "cancel" else given[step[0]].called or fire(*step)
    if came and isinstance(came[0], Failure):
        kind = came[0].type.__name__
        came = [[kind, *came[0].value.args]]
    return came, sorted(cancelled)


def won(subject, count, early, late):
    """Return what came out of `first`, and which Deferreds were cancelled."""
    came, cancelled = subject.drive(raced, count, [early, late])
    return list(came), cancelled


@first.check(mistake=("result.callback(value)", "result.callback(winner)"))
def the_first_success_wins(subject):
    """The first success is the result, now or later, and later ones change nothing."""
    for right in (subject.random.randrange(1000), 0, None):
        for early in ([[2, right]], []):
            came, _ = won(subject, 4, early, [[2, right], [1, "late"], [0, "later"]])
            assert [right] == came, f"Number 2 was first, with {right!r}; out came {came}."
    came, _ = won(subject, 3, [[0, "好"], [2, "好"]], [])
    assert ["好"] == came, f"Two were there at once, both with '好'; out came {came}."


@first.check(mistake=("if not going_on and not result.called:", "if not result.called:"))
def a_failure_is_no_answer(subject):
    """Who fails is out, and the others go on; an error of theirs is left to nobody."""
    came, _ = won(subject, 3, [[0, "OSError"]], [[2, "KeyError"], [1, "好"]])
    assert ["好"] == came, f"Two failed, then number 1 succeeded; out came {came}."


@first.check(mistake=("result.callback(value)\n            cancel_all()", "result.callback(value)"))
def the_losers_are_cancelled(subject):
    """When somebody has won, all who go on are cancelled, and only they."""
    for early in ([[1, "好"]], []):
        came, cancelled = won(subject, 4, early, [[3, "OSError"], [1, "好"]])
        right = [0, 2, 3] if early else [0, 2]
        assert right == cancelled, f"Number 1 won; cancelled were {cancelled}, not {right}."
        assert ["好"] == came, f"Number 1 won, with '好'; out came {came}."


@first.check(mistake=("result.errback(failure)", "result.callback(None)"))
def if_all_fail_it_fails(subject):
    """If all fail, the error of the last one is the result."""
    late = [[2, "OSError"], [0, "KeyError"], [1, "ValueError"]]
    for early in range(4):
        came, _ = won(subject, 3, late[:early][:2], late)
        assert [["ValueError", 1]] == came, f"Number 1 was the last to fail; out came {came}."


@first.check(mistake=("Deferred(lambda _: cancel_all())", "Deferred()"))
def cancelling_cancels_all(subject):
    """Cancelling the result cancels all who go on."""
    came, cancelled = won(subject, 3, [], [[1, "OSError"], "cancel"])
    assert [0, 2] == cancelled, f"Numbers 0 and 2 went on; cancelled were {cancelled}."
    kind = came[0][0] if came and isinstance(came[0], list) else came
    assert "CancelledError" == kind, f"The result was cancelled; out came {came}."


def in_twisted_did(answer, cities, outcomes, cancel):
    """Let `in_twisted` ask asyncio; return whom it asked at once, and what came of it."""
    import asyncio
    import builtins

    from twisted.internet.defer import maybeDeferred

    loop, asked, cancelled, came, turns = asyncio.new_event_loop(), {}, [], [], []

    async def ask(city):
        if asyncio.get_running_loop() is not loop or not turns:  # it would block for ever
            raise RuntimeError("The loop runs already, with Twisted: do not run one yourself.")
        asked[city] = asyncio.get_running_loop().create_future()
        try:
            return await asked[city]
        except asyncio.CancelledError:
            cancelled.append(city)
            raise

    def spin():
        for turn in range(10):
            turns.append(turn)
            loop.run_until_complete(asyncio.sleep(0))

    def failed(failure):
        failure.check(NotImplementedError) and failure.raiseException()
        came.append(f"{failure.type.__name__}: {failure.getErrorMessage()}")

    result = maybeDeferred(answer.in_twisted, loop, ask, cities)
    result.addCallbacks(came.append, failed)
    spin()
    at_once = sorted(asked)
    if cancel:
        result.cancel()
    for city, said in outcomes:
        if city in asked and not asked[city].done():
            error = getattr(builtins, said, None)
            asked[city].set_exception(error()) if error else asked[city].set_result(said)
            spin()
    spin()
    return at_once, came, sorted(cancelled)


def in_asyncio_did(answer, cities, outcomes, cancel):
    """Let `in_asyncio` ask Twisted; return whom it asked at once, and what came of it."""
    import asyncio
    import builtins

    from twisted.internet.defer import Deferred

    loop, asked, cancelled = asyncio.new_event_loop(), {}, []

    def ask(city):
        asked[city] = Deferred(lambda _: cancelled.append(city))
        return asked[city]

    def spin():
        for _ in range(10):
            loop.run_until_complete(asyncio.sleep(0))

    result = asyncio.ensure_future(answer.in_asyncio(loop, ask, cities), loop=loop)
    spin()
    at_once = sorted(asked)
    if cancel:
        result.cancel()
    for city, said in outcomes:
        if city in asked and not asked[city].called:
            error = getattr(builtins, said, None)
            asked[city].errback(error()) if error else asked[city].callback(said)
            spin()
    spin()
    if not result.done():
        return at_once, [], sorted(cancelled)
    if result.cancelled():
        return at_once, ["CancelledError"], sorted(cancelled)
    if isinstance(result.exception(), NotImplementedError):
        raise result.exception()
    error = result.exception()
    came = f"{type(error).__name__}: {error}" if error else result.result()
    return at_once, [came], sorted(cancelled)


def crossed(subject, name, outcomes, cancel=False):
    """Return what came out of function *name*; fail unless all cities were asked at once."""
    cities = sorted(city for city, _ in outcomes) or ["Lima", "café", "北京"]
    did = {"in_twisted": in_twisted_did, "in_asyncio": in_asyncio_did}[name]
    asked, came, cancelled = subject.drive(did, cities, outcomes, cancel)
    told = f"out came {came}" if came else "nothing came out"
    assert sorted(cities) == asked, f"`{name}` asked {asked} at first; {told}."
    return came, cancelled


def judge_answers(subject, name):
    """Fail unless `name` returns the answers in the order of the cities."""
    drawn = str(subject.random.randrange(1000))
    came, _ = crossed(subject, name, [["北京", drawn], ["Lima", "11"], ["café", "9"]])
    right = [["11", "9", drawn]]
    assert right == came, f"`{name}` should return {right[0]}; out came {came}."


@interop.check(mistake=("Deferred.fromFuture(asyncio.gather(*tasks))", "asyncio.gather(*tasks)"))
def twisted_asks_asyncio(subject):
    """Twisted awaits a list of answers of asyncio's; all are asked at once."""
    judge_answers(subject, "in_twisted")


@interop.check(mistake=(".asFuture(loop)", ""))
def asyncio_asks_twisted(subject):
    """asyncio awaits a list of answers of Twisted's; all are asked at once."""
    judge_answers(subject, "in_asyncio")


@interop.check(mistake=("gather(*tasks)", "gather(*tasks, return_exceptions=True)"))
def errors_cross_the_bridge(subject):
    """An error there is an error here, of the same type."""
    for name in ("in_twisted", "in_asyncio"):
        came, _ = crossed(subject, name, [["北京", "KeyError"], ["Lima", "11"]])
        assert str(came[:1]).startswith("['KeyError"), (
            f"One failed with KeyError; `{name}` gave {came}."
        )


@interop.check(mistake=("asyncio.gather(*tasks)", "asyncio.shield(asyncio.gather(*tasks))"))
def cancelling_crosses_the_bridge(subject):
    """Cancelling here cancels there."""
    for name in ("in_twisted", "in_asyncio"):
        came, cancelled = crossed(subject, name, [], cancel=True)
        right = sorted(["Lima", "café", "北京"])
        assert right == cancelled, f"`{name}` was cancelled; of its questions, only {cancelled}."
        ended = str(came[:1]).startswith("['CancelledError")
        assert ended, f"`{name}` was cancelled, and gave {came}."


@proxy.check(mistake=("far.other = succeed(self.transport)", "far.other = Deferred()"))
def bytes_go_both_ways(subject):
    """What one side sends, the other one gets, whatever it is, and each pair for itself."""
    far = subject.peer()
    factory = subject.factory(far.port)
    pairs = []
    for name in ("Ada", "小明"):
        near = factory.connect(name=name)
        near.expect_open()
        pairs.append((near, far.accept(name=f"the server, from {name}")))
    for near, server in [*pairs, *pairs]:
        for sender, receiver in ((near, server), (server, near)):
            said = subject.random.randbytes(50_000)
            sender.send(said)
            receiver.expect(said)


@proxy.check(
    mistake=(
        'self.tell_other("write", data)',
        "self.other.called and self.tell_other('write', data)",
    )
)
def early_bytes_wait(subject):
    """What comes before the far side is there waits for it, in order, and so does the end."""
    far = subject.peer()
    factory = subject.factory(far.port)
    far.hold()
    near, hasty = factory.connect(), factory.connect()
    near.send("你".encode()[:1])
    near.send("你".encode()[1:])
    near.send(b"!")
    hasty.send(b"bye", last=True)
    far.release()
    servers = [far.accept(), far.accept()]
    came = sorted(server.read() for server in servers)
    right = sorted(["你!".encode(), b"bye"])
    assert right == came, f"Sent early were {right}; the far side got {came}."


@proxy.check(mistake=('self.tell_other("loseConnection")', "pass"))
def an_end_is_an_end_for_both(subject):
    """When one side hangs up or resets, the other one is hung up on, after what was sent."""
    far = subject.peer()
    factory = subject.factory(far.port)
    for closing, leave in [(0, "close"), (0, "reset"), (1, "close"), (1, "reset")]:
        near = factory.connect()
        near.expect_open()
        pair = [near, far.accept(name="the server")]
        pair[closing].send(b"goodbye")
        getattr(pair[closing], leave)()
        pair[1 - closing].expect(b"goodbye")
        pair[1 - closing].expect_closed()


@proxy.check(
    mistake=('self.tell_other("loseWriteConnection")', 'self.tell_other("loseConnection")')
)
def a_half_close_goes_through(subject):
    """A server that answers when the client has finished sending can still answer: `nc -N`."""
    said = subject.random.randbytes(30_000)
    far = subject.peer(lambda visit: visit.send(visit.read_all()[::-1]))
    port = str(subject.factory(far.port).port)
    files = []
    for _ in range(2):
        came = subject.program("nc", "-N", "127.0.0.1", port, input=said).stdout
        assert said[::-1] == came, f"The server sent {len(said)} bytes; `nc -N` got {len(came)}."
        subject.settle()
        files.append(subject.descriptors())
    more = files[1] - files[0]
    assert more < 1, f"Both sides are done, and {more} connection(s) stay open."


@proxy.check(mistake=("lambda failure: self.transport.loseConnection()", "lambda failure: None"))
def nobody_there(subject):
    """If the far side cannot be reached, or not before the client leaves, all is hung up on."""
    far = subject.peer()
    factory = subject.factory(far.port)
    far.hold()
    hasty = factory.connect()
    hasty.send(b"hello")
    hasty.close()
    far.release()
    if far.waiting:
        far.accept(name="the server").rest()
    far.stop()
    near = factory.connect(name="who comes too late")
    near.send(b"hello")
    near.expect_closed()


@proxy.check(mistake=('self.tell_other("write", data)', 'self.tell_other("write", data[:999])'))
def curl_goes_through(subject):
    """`curl` gets a page through it."""
    page = "北京 café\n".encode() * subject.random.randrange(2000, 9000)
    head = b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(page)

    def serve(visit):
        visit.read_until(b"\r\n\r\n")
        visit.send(head + page)

    port = subject.factory(subject.peer(serve).port).port
    done = subject.program("curl", "-s", f"http://127.0.0.1:{port}/")
    came = done.stdout
    assert page == came, f"The page has {len(page)} bytes; curl got {len(came)}."


def served(files):
    """Return a script that serves *files*; the first bytes come one by one."""

    def serve(visit):
        answer = packed(files[visit.read_line().decode().removeprefix("GET ").strip()])
        visit.send(answer[:1])
        visit.answer(answer[1:])

    return serve


def packed(content):
    """Return a file as the server sends it."""
    return b"%d\n" % len(content) + content


def begun(subject, *args):
    """Return the pending result of `downloads`; raise what it raised, if it did at once."""
    pending = subject.start("downloads", subject.reactor, *args)
    if pending.state == "failed":
        raise AssertionError(f"`downloads` ended at once, with {pending.result()}")
    return pending


def judge_files(files, came):
    """Fail unless *came* are the *files*."""
    assert isinstance(came, dict), f"`downloads` returned {came!r}; it should be a dict."
    assert sorted(files) == sorted(came), f"Asked for: {sorted(files)}; got: {sorted(came)}."
    for name, content in files.items():
        got = came[name]
        told = f"{len(got)} other bytes" if isinstance(got, bytes) else repr(got)
        assert content == got, f"{name} has {len(content)} bytes; it came as {told}."


@downloads.check(mistake=("bytes(self._came))", "bytes(self._came[:1000]))"))
def files_come_whole(subject):
    """Each file comes whole, under its name, also a large one and an empty one."""
    files = {
        "文件.txt": "北京\n".encode() * subject.random.randrange(20_000, 40_000),
        "empty": b"",
        "café.bin": b"12\n" + subject.random.randbytes(1000),
    }
    far = subject.peer(served(files))
    said = subject.probe(None)
    judge_files(files, subject.call("downloads", subject.reactor, far.port, [*files], 3, said))


@downloads.check(mistake=("DeferredSemaphore(at_once)", "DeferredSemaphore(1)"))
def so_many_at_once(subject):
    """There are `at_once` connections, never more, and not fewer while files wait."""
    files = {f"{number}.txt": b"%d" % number for number in range(8)}
    at_once, far = subject.random.choice([2, 3, 4]), subject.peer()
    pending = begun(subject, far.port, [*files], at_once, subject.probe(None))
    visits = []
    for left in range(len(files), 0, -1):
        right, more = min(at_once, left) - len(visits), far.waiting
        assert right == more, (
            f"at_once={at_once}, {left} files left, {len(visits)} of them under way: "
            f"{more} more connections came, not {right}."
        )
        visits += [far.accept() for _ in range(more)]
        visit = visits.pop(subject.random.randrange(len(visits)))
        visit.send(packed(files[visit.read().decode().removeprefix("GET ").strip()]))
        visit.close()
    judge_files(files, pending.result())


@downloads.check(mistake=("self._progress(self._name, len(self._came), self._size)", "pass"))
def progress_is_told(subject):
    """After each piece `progress` is told the name, how much has come, and the size."""
    far, said = subject.peer(), subject.probe(None)
    pending = begun(subject, far.port, ["文件.txt"], 2, said)
    server = far.accept()
    server.expect("GET 文件.txt\n".encode())
    server.send(b"1")
    assert [] == said.calls, f"The size is not known yet; `progress` was told {said.calls}."
    for piece, right in [(b"0\n1234", 4), (b"5678", 8), (b"90", 10)]:
        server.send(piece)
        last = said.calls[-1:]
        assert [("文件.txt", right, 10)] == last, f"{right} of 10 bytes came; it was told {last}."
    server.close()
    judge_files({"文件.txt": b"1234567890"}, pending.result())


@downloads.check(mistake=("if not size.isdigit():", "if not size:"))
def one_bad_file_harms_no_other(subject):
    """A file that comes short, or not at all, is an exception, and the others come."""
    good = {"good": b"good", "last": "最后".encode()}
    bad = {"short": b"10\n12345", "none": b"", "error": b"ERR not found\n", "long": b"2\nabc"}
    answers = {"good": packed(b"good")} | bad | {"last": packed(good["last"])}

    def serve(visit):
        visit.send(answers[visit.read_line().decode().removeprefix("GET ").rstrip("\n")])

    far, said = subject.peer(serve), subject.probe(None)
    came = subject.call("downloads", subject.reactor, far.port, [*answers], 2, said)
    judge_files(good, {name: came[name] for name in came if name not in bad})
    for name, answer in bad.items():
        kind = getattr(came.get(name), "type_name", "")
        assert kind not in ("", "Failure", "Deferred"), (
            f"An answer was {answer!r}: that should be an exception, not {came.get(name)!r}."
        )


@downloads.check(mistake=("Deferred(lambda _: self.transport.abortConnection())", "Deferred()"))
def cancelling_ends_all(subject):
    """Cancelling it ends all connections, and begins no other."""
    far, said = subject.peer(), subject.probe(None)
    names = ["a", "b", "c", "d"]
    pending = begun(subject, far.port, names, 2, said)
    servers = [far.accept(), far.accept()]
    servers[0].send(b"5\n123")
    pending.cancel()
    for server in servers:
        server.rest()
    while far.waiting:
        far.accept(name="who was cancelled").rest()
