"""Chapter 1, the event loop: long work beside everything else, and a loop of your own."""

from concurrent.futures import ThreadPoolExecutor
from math import isqrt

from workbook.exercise import Exercise

crunch = Exercise(
    "crunch",
    "core",
    hints=(
        "A coroutine gives the reactor a turn only at an `await` that really waits. "
        "Where could yours wait, and how often?",
        "`await deferLater(reactor, 0)` waits for the next turn of the loop. Count a few hundred "
        "numbers, wait like this, count the next few hundred.",
        "`for start in range(0, n, 500):` goes through the slices. One slice is "
        "`range(start, min(start + 500, n))`, and `sum(is_prime(k) for k in …)` counts in it.",
    ),
)

cooperate = Exercise(
    "cooperate",
    "core",
    hints=(
        "`crunch` knew where each slice begins. Here you can only ask for the next number. "
        "`iter(numbers)` is what you can ask, whatever *numbers* is.",
        "`list(islice(left, 10_000))` takes the next 10,000 from an iterator, or as many as are "
        "left; at the end, the list is empty.",
        "`while piece := list(islice(left, 10_000)):` goes through the slices. Add up one, then "
        "`await deferLater(reactor, 0)`. What a generator raises comes out by itself.",
    ),
)

thread_door = Exercise(
    "thread_door",
    "more",
    hints=(
        "Make a `Deferred`, start a `threading.Thread`, and return the Deferred at once. "
        "In the thread, everything of Twisted's is forbidden, but for one function.",
        "The thread calls `work(*args)`, and then "
        "`reactor.callFromThread(answer.callback, result)`: that fires it where it must.",
        "`work` may raise: catch it. In the `except`, `Failure()` is what was raised, with its "
        "traceback; take it to `answer.errback` through the same door.",
    ),
)

mini_reactor = Exercise(
    "mini_reactor",
    "final",
    hints=(
        "Stage by stage: the first check needs only timers. Keep them in a list, each with the "
        "time at which it is due. `run` sleeps until the earliest one, calls it, and sleeps again.",
        "`selectors.DefaultSelector()` waits for sockets, and at most as long as you say: until "
        "the earliest timer; `None` if there is none. Each turn: wait, find out what to call, "
        "call that. What it adds meanwhile is for the next turn.",
        "`heapq` keeps the earliest timer in front. Two with equal times are compared by what "
        "comes next in the tuple: put a number of `itertools.count()` there. Around each call: "
        "`try`, `except Exception`, `traceback.print_exc()`.",
    ),
)


@crunch.check(mistake=("min(start + 500, n)", "start + 500"))
def the_count_is_right(subject):
    """It counts the prime numbers below n: 25 of them below 100, and none below 2."""
    drawn = subject.random.randrange(1000, 3000)
    primes = [k for k in range(2, drawn) if all(k % divisor for divisor in range(2, isqrt(k) + 1))]
    for n, right in {0: 0, 2: 0, 3: 1, 100: 25, drawn: len(primes)}.items():
        counted = subject.beats("crunch", subject.reactor, n).result
        assert right == counted, f"For n = {n}, `crunch` returned {counted}; right is {right}."


@crunch.check(mistake=("await deferLater(reactor, 0)", "pass"))
def the_reactor_goes_on(subject):
    """While it counts, the reactor goes on: no turn takes more than a third of the work."""
    n, primes = (4_000, 550) if waits_often(subject) else (40_000, 4203)
    takes_many_turns(subject, "crunch", n, right=primes)


def waits_often(subject):
    """Say whether `crunch` waits after a few numbers each: 40,000 would take it too long."""
    beats = (subject.beats("crunch", subject.reactor, 1_000) for _ in range(3))
    return all(each.count > 100 for each in beats)  # a thread that starts late may look so once


def takes_many_turns(subject, name, work, right):
    """Check that no turn of the reactor takes more than a third of the work."""
    for _ in range(3):  # a busy machine may spoil a measurement, and a wrong answer spoils all
        beats = subject.beats(name, subject.reactor, work)
        assert right == beats.result, f"It returned {beats.result}; right is {right}."
        share = beats.longest / beats.process
        if beats.count > 4 and share < 1 / 3:
            return
    assert beats.count > 4, f"During all the work, the reactor turned only {beats.count} times."
    assert share < 1 / 3, f"One turn of the reactor took {share:.0%} of the work."


@crunch.check(
    mistake=("await deferLater(reactor, 0)", "await deferLater(reactor, 0); deferLater(reactor, 1)")
)
def nothing_is_left_behind(subject):
    """When the result is there, nothing is left behind: no timer goes on."""
    subject.beats("crunch", subject.reactor, 2000)
    left = subject.reactor.delayed_calls
    assert 0 == left, f"`crunch` has returned, and {left} of its timers still wait."


def squares(count):
    """Return the sum of what the `Numbers` of `lend_numbers` are."""
    return sum(number * number % 7 for number in range(count))


def lend_numbers(answer):
    """Put a maker of numbers beside the answer, and a pair of sums that run side by side."""
    from twisted.internet.defer import maybeDeferred

    class Numbers:
        def __init__(self, count, after=list):
            self.count, self.after = count, after

        def __iter__(self):
            yield from (number * number % 7 for number in range(self.count))
            self.after()

    async def together(reactor, *counts):
        order = []
        works = [Numbers(count, lambda count=count: order.append(count)) for count in counts]
        sums = [maybeDeferred(answer.cooperate, reactor, each) for each in works]
        return [await each for each in sums], order

    async def trouble(reactor, count, problem):
        try:
            return await maybeDeferred(
                answer.cooperate, reactor, Numbers(count, lambda: {}[problem])
            )
        except KeyError as error:
            return error.args

    answer.numbers, answer.together, answer.trouble = Numbers, together, trouble


@cooperate.check(mistake=("total += sum(piece)", "total += sum(piece) * (len(piece) > 1)"))
def the_sum_is_right(subject):
    """It adds up a list, whatever its length, also of many zeros, and what a generator makes."""
    subject.drive(lend_numbers)
    for length in 0, 1, 2, subject.random.randrange(9_000, 15_000):
        numbers = [subject.random.randrange(-9, 99) for _ in range(length)]
        if length > 2:
            numbers[:0] = [0] * 20_000  # a slice whose sum is 0 is not the last one
        came = subject.beats("cooperate", subject.reactor, numbers).result
        assert sum(numbers) == came, (
            f"For {len(numbers)} numbers, it returned {came}, not {sum(numbers)}."
        )
        made = subject.beats("cooperate", subject.reactor, subject.new("numbers", length)).result
        assert squares(length) == made, f"For a generator's, it returned {made}."


@cooperate.check(mistake=("await deferLater(reactor, 0)", "pass"))
def no_turn_takes_it_all(subject):
    """While it adds, the reactor goes on: no turn takes more than a third of the work."""
    subject.drive(lend_numbers)
    numbers = subject.new("numbers", 300_000)
    takes_many_turns(subject, "cooperate", numbers, right=squares(300_000))


@cooperate.check(mistake=("left, total = iter(numbers), 0", "left, total = iter([*numbers]), 0"))
def a_short_sum_overtakes_a_long_one(subject):
    """Of two sums that are begun together, the short one is there first, and both are right."""
    subject.drive(lend_numbers)
    long, short = 200_000, subject.random.randrange(1, 1000)
    sums, order = subject.beats("together", subject.reactor, long, short).result
    right = [squares(long), squares(short)]
    assert right == sums, f"The two sums came back as {sums}; right is {right}."
    assert [short, long] == order, "The short sum had to wait until the long one was through."


@cooperate.check(
    mistake=(
        "async def cooperate(",
        "def cooperate(reactor, numbers):\n"
        "    from twisted.internet.defer import Deferred\n"
        "    return Deferred.fromCoroutine(add(reactor, numbers)).addErrback(lambda error: 0)\n\n\n"
        "async def add(",
    )
)
def what_the_numbers_raise_is_raised(subject):
    """If the numbers end in an error, the sum fails with that error."""
    subject.drive(lend_numbers)
    for length in 0, subject.random.randrange(30_000):
        city = f"北京 {length}"
        came = subject.beats("trouble", subject.reactor, length, city).result
        assert (city,) == came, (
            f"After {length} numbers came KeyError({city!r}); it brought {came}."
        )


@cooperate.check(
    mistake=("await deferLater(reactor, 0)", "await deferLater(reactor, 0); deferLater(reactor, 1)")
)
def no_timer_is_left(subject):
    """When the sum is there, no timer goes on."""
    subject.beats("cooperate", subject.reactor, [1, 2, 3])
    left = subject.reactor.delayed_calls
    assert 0 == left, f"`cooperate` has returned, and {left} of its timers still wait."


def lend_work(answer):
    """Put work for a thread beside the answer, which ends when the reactor's thread lets it."""
    from threading import Event, current_thread, main_thread

    from twisted.internet.defer import maybeDeferred

    async def watched(reactor, problem, *words):
        gate, seen = Event(), {}

        def work(*words):
            seen["at work"] = current_thread() is main_thread()
            seen["let"] = gate.wait(1)
            return {"": words[::-1]}[problem]

        def back(outcome):
            seen["back"] = current_thread() is main_thread()
            return outcome

        answered = maybeDeferred(answer.in_thread, reactor, work, *words).addBoth(back)
        gate.set()
        try:
            return await answered, seen
        except KeyError as error:
            return error.args, seen

    answer.watched = watched


@thread_door.check(mistake=("result = work(*args)", "result = args"))
def the_result_comes_back(subject):
    """The Deferred fires with what the work has returned for its arguments."""
    subject.drive(lend_work)
    words = ("北京", subject.random.randrange(100), b"\xff")
    came, _ = subject.beats("watched", subject.reactor, "", *words).result
    assert words[::-1] == came, f"The work returned {words[::-1]}; the Deferred brought {came}."


@thread_door.check(mistake=("threading.Thread(target=run, daemon=True).start()", "run()"))
def the_reactor_is_not_held_up(subject):
    """The work is done in a thread, and the reactor does not wait for it."""
    subject.drive(lend_work)
    _, seen = subject.beats("watched", subject.reactor, "", "北京").result
    assert not seen["at work"], "The work was done in the reactor's thread."
    assert seen["let"], "The reactor's thread waited until the work was done."


@thread_door.check(
    mistake=("reactor.callFromThread(answer.callback, result)", "answer.callback(result)")
)
def callbacks_run_in_the_reactors_thread(subject):
    """The Deferred fires in the reactor's thread, and wakes it if it sleeps."""
    subject.drive(lend_work)
    _, seen = subject.beats("watched", subject.reactor, "", "北京").result
    assert seen["back"], "A callback of the Deferred ran in the thread of the work."


@thread_door.check(
    mistake=("reactor.callFromThread(answer.errback, Failure())", "answer.errback(Failure())")
)
def an_error_comes_back_too(subject):
    """What the work raises, the Deferred fails with, in the reactor's thread too."""
    subject.drive(lend_work)
    city = f"北京 {subject.random.randrange(100)}"
    came, seen = subject.beats("watched", subject.reactor, city).result
    assert (city,) == came, f"The work raised KeyError({city!r}); the Deferred brought {came!r}."
    assert seen["back"], "An errback of the Deferred ran in the thread of the work."


def run_timers(answer, delays):
    """Return the numbers of the timers, in the order in which they ran."""
    import time
    from functools import partial

    ran, mini = [], answer.MiniReactor()
    clocks = {name: vars(time)[name] for name in ("monotonic", "time", "perf_counter")}
    still = {name: partial(float, clock()) for name, clock in clocks.items()}
    vars(time).update(still)  # so that equal delays are due together
    mini.callLater(0, lambda: time.sleep(max(delays)))  # so that all the others are due at once
    for number, delay in enumerate(delays):
        mini.callLater(delay, lambda number, city: ran.append(number), number, "北京")
    mini.callLater(max(delays) + 0.02, mini.stop)
    vars(time).update(clocks)
    mini.run()
    return ran


@mini_reactor.check(
    mistake=("(due, next(self._numbers), f, args)", "(due, -next(self._numbers), f, args)")
)
def timers_run_in_order(subject):
    """Stage 1: timers run by their times, equal ones as they were set, until `stop`."""
    delays = [0.04, 0, 0.02, 0.02, 0, 0.04, *subject.random.choices([0, 0.02, 0.04], k=2)]
    ran = subject.drive(run_timers, delays)
    right = sorted(range(len(delays)), key=lambda number: delays[number])
    assert right == ran, f"Timers of {delays} s should run in the order {right}; they ran as {ran}."


def read_in_threes(answer, message):
    """Return what a reader read, three bytes at a time, to the end."""
    import socket

    near, far = socket.socketpair()
    mini, pieces = answer.MiniReactor(), []

    def read():
        pieces.append(near.recv(3))
        if not pieces[-1]:
            mini.removeReader(near)
            mini.callLater(0.01, mini.stop)

    near.setblocking(False)
    mini.addReader(near, read)
    mini.callLater(0.01, far.sendall, message)
    mini.callLater(0.02, far.close)
    mini.callLater(1, mini.stop)  # for one that does not see the end
    mini.run()
    return pieces


@mini_reactor.check(mistake=("self._selector.unregister(sock)", "pass"))
def a_reader_is_called_while_there_is_something(subject):
    """Stage 2: a reader is called while there is something to read, and once more at the end."""
    message = "北京" * subject.random.randrange(2, 6)
    pieces = subject.drive(read_in_threes, message.encode())
    read = [piece.decode() for piece in pieces]
    assert [*message, ""] == read, f"Of {message!r}, 3 bytes at a time to the end, it read {read}."


def keep_busy(answer, most):
    """Return how often one half was called, at most *most* times, before the other had its turn."""
    import socket

    calls = {"timer": 0, "reader": 0}
    near, far = socket.socketpair()
    far.sendall(b"!")

    def again():
        calls["timer"] += 1
        if calls["timer"] < most:
            timers.callLater(0, again)

    def read():
        calls["reader"] += 1
        if calls["reader"] == most:
            readers.removeReader(near)

    timers, readers = answer.MiniReactor(), answer.MiniReactor()
    timers.addReader(near, timers.stop)
    timers.callLater(0, again)
    timers.run()
    readers.addReader(near, read)
    readers.callLater(0.01, readers.stop)
    readers.run()
    return calls


@mini_reactor.check(
    mistake=("self._selector.select(wait)]", "self._selector.select(wait) if (wait or 0) >= 0]")
)
def nobody_starves(subject):
    """Stage 2: sockets are served while timers are busy, and timers while sockets are busy."""
    most = 50_000
    calls = subject.drive(keep_busy, most)
    assert calls["timer"] < most, f"{most:,} timers ran before a socket that was ready was served."
    assert calls["reader"] < most, (
        f"A socket was served {most:,} times before a timer that was due."
    )


def stumble(answer, word):
    """Return what goes on after two errors, and what the program has printed."""
    import os
    import socket
    import sys
    import tempfile

    near, far = socket.socketpair()
    mini, alive = answer.MiniReactor(), []

    def read():
        alive.append(near.recv(10))
        mini.callLater(0, *{b"1": (far.sendall, b"2"), b"2": (mini.stop,)}[alive[-1]])
        raise LookupError(f"reader {word}")

    def late():
        raise LookupError(f"timer {word}")

    mini.addReader(near, read)
    mini.callLater(0, late)
    mini.callLater(0, far.sendall, b"1")
    mini.callLater(1, mini.stop)  # for one that reads no more
    with tempfile.TemporaryFile() as paper:
        kept = os.dup(1), os.dup(2)
        os.dup2(paper.fileno(), 1), os.dup2(paper.fileno(), 2)
        mini.run()
        sys.stdout.flush(), sys.stderr.flush()
        os.dup2(kept[0], 1), os.dup2(kept[1], 2)
        paper.seek(0)
        return alive, paper.read().decode()


@mini_reactor.check(mistake=("except Exception:", "except ZeroDivisionError:"))
def an_error_ends_nothing(subject):
    """Stage 3: what a call raises is printed, and the loop goes on."""
    word = f"北京 {subject.random.randrange(1000)}"
    alive, printed = subject.drive(stumble, word)
    assert [b"1", b"2"] == alive, f"After an error in each, a reader should go on; it read {alive}."
    silent = [who for who in ("reader", "timer") if f"{who} {word}" not in printed]
    assert not silent, f"The error of a {silent[0]} was not printed; printed was {printed!r}."


def idle(answer, seconds):
    """Run with nothing to do until a timer; return how many times as long as that it took."""
    import socket
    import time

    silent, mini = socket.socketpair(), answer.MiniReactor()
    mini.addReader(silent[0], list)
    began = time.monotonic()
    mini.callLater(seconds, mini.stop)
    mini.run()
    return (time.monotonic() - began) / seconds


@mini_reactor.check(mistake=("self._selector.select(wait)", "self._selector.select(0)"))
def it_sleeps_while_there_is_nothing_to_do(subject):
    """Stage 3: with nothing to do it sleeps, without a glance, until the next timer is due."""
    late = min(subject.drive(idle, 0.01) for _ in range(5))
    assert late < 2.4, f"A timer of 0.01 s ran after {late:.0f} times as long."
    for _ in range(5):
        cpu, woke = subject.cpu(), subject.switches()
        late = subject.drive(idle, 0.2)
        cpu, woke = subject.cpu() - cpu, subject.switches() - woke
        assert cpu < 0.02, f"In 0.2 s with nothing to do, it used {cpu:.2f} s of the processor."
        assert woke < 5, f"In 0.2 s with nothing to do, it woke up {woke} times."
        if late < 1.1:  # a busy machine wakes it late, and so seldom
            return


def open_door(answer):
    """Open a port with a server of the answer's `MiniReactor` behind it; return its number."""
    import socket

    from twisted.internet import reactor

    mini = answer.mini = answer.MiniReactor()
    door = socket.socket(fileno=reactor.open_socket({"do": "listen", "port": 0}))
    mini.addReader(door, lambda: accept())
    answer.requests = []

    def accept():
        client, _ = door.accept()
        mini.addReader(client, lambda: read(client))

    def read(client):
        path = client.recv(1000).split(b" ")[1]
        answer.requests.append(path)
        client.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + path[:0:-1])
        mini.removeReader(client)
        client.close()
        mini.callLater(0, mini.stop if len(answer.requests) == 3 else list)

    return door.getsockname()[1]


def serve(answer):
    """Run the server until it has answered three requests, or has had time enough."""
    answer.mini.callLater(3, answer.mini.stop)
    answer.mini.run()


@mini_reactor.check(
    mistake=("selectors.EVENT_READ, f)", "selectors.EVENT_READ, vars(self).setdefault(1, f))")
)
def curl_is_served(subject):
    """In the end: three `curl`s at once are served on your loop."""
    subject.program("curl", "--version")
    address = f"http://127.0.0.1:{subject.drive(open_door)}"
    with ThreadPoolExecutor() as pool:
        words = [f"{subject.random.randrange(1 << 30)}" for _ in range(3)]
        line = ("-sS", "--max-time", "3")
        curls = [pool.submit(subject.program, "curl", *line, f"{address}/{word}") for word in words]
        subject.drive(serve)
    for word, curl in zip(words, curls, strict=True):
        came = curl.result()
        said = came.stderr.decode().strip() or "nothing more"
        assert word[::-1].encode() == came.stdout, f"curl printed {came.stdout!r}, and said: {said}"
