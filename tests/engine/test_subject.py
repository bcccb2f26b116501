"""The verbs of a subject: how a check asks, and what it is told."""

import hashlib

import pytest

from workbook.engine.subject import Error
from workbook.engine.troubles import Failed
from workbook.report import Outcome

PROGRAM = """
    import threading
    from twisted.internet import defer, task, threads
    from twisted.internet.endpoints import clientFromString, connectProtocol
    from twisted.internet.protocol import Factory, Protocol

    class Shelf:
        def __init__(self, *books): self.books = list(books)
        def add(self, book):
            self.books.append(book)
            return len(self.books)
        def later(self, reactor): return task.deferLater(reactor, 1.0, tuple, self.books)

    class Echo(Protocol):
        def dataReceived(self, data): self.transport.write(b"<" + data + b">")

    class Leaving(Protocol):
        def dataReceived(self, data): getattr(self.transport, data.decode())()

    class Slow(Protocol):
        def dataReceived(self, data):
            self.factory.reactor.callLater(1.0, self.transport.write, data)

    def make_factory(reactor, protocol="Echo"):
        factory = Factory.forProtocol(globals()[protocol])
        factory.reactor = reactor
        return factory

    def add(a, b): return a + b
    def boom(): raise LookupError("城市", 7)
    def in_a_thread(reactor): return threads.deferToThread(add, 1, 2)
    def read(path): return open(path, "rb").read()
    def write(path, text): open(path + "/new", "wb").write(text)
    def never(reactor): return defer.Deferred()
    async def beat(reactor, n):
        for _ in range(n): await task.deferLater(reactor, 0)
    async def connect(reactor, port):
        there = clientFromString(reactor, f"tcp:127.0.0.1:{port}")
        return bool(await connectProtocol(there, Protocol()))
"""


def passes(ask, question):
    result = ask(PROGRAM, question)
    assert Outcome.PASSED is result.outcome, result.message


def test_call_returns_plain_values(ask):
    """Bytes, text and tuples come back as they were made."""

    def question(subject):
        assert 5 == subject.call("add", 2, 3)
        assert "你好" == subject.call("add", "你", "好")
        assert (b"\xff", None) == subject.call("add", (b"\xff",), (None,))
        assert 3 == subject.call("in_a_thread", subject.reactor)
        assert b"12" == subject.call("add", b=b"2", a=b"1")

    passes(ask, question)


def test_new_gives_a_handle_that_can_be_asked(ask):
    """Objects stay in the worker; their methods are called one by one or many at once."""

    def question(subject):
        shelf = subject.new("Shelf", "a")
        assert [2, 3] == shelf.each("add", ["b", "c"])
        later = shelf.start("later", subject.reactor)
        assert "pending" == later.state
        subject.reactor.advance(1.0)
        assert ("a", "b", "c") == later.result()

    passes(ask, question)


def test_start_tells_an_error_by_its_names(ask):
    """An exception is the names of its types and its plain arguments."""

    def question(subject):
        error = subject.start("never", subject.reactor)
        error.cancel()
        assert "CancelledError" == error.result().types[0]

    passes(ask, question)


def test_call_fails_with_what_the_program_raised(ask):
    """The type, the message and the line are told."""
    result = ask(PROGRAM, lambda subject: subject.call("boom"))

    assert Outcome.FAILED is result.outcome
    assert "LookupError: ('城市', 7), when the check called `boom`" in result.message
    assert "raise LookupError" in result.places[-1].text


def test_time_moves_only_by_advance(ask):
    """A timer of the given reactor waits for the check, and sockets are served meanwhile."""

    def question(subject):
        slow = subject.factory("Slow").connect()
        slow.send("北".encode())
        assert b"" == slow.read()
        subject.reactor.advance(0.5)
        assert b"" == slow.read()
        assert 1 == subject.reactor.delayed_calls
        subject.reactor.advance(0.5)
        slow.expect("北".encode())

    passes(ask, question)


def test_a_stream_is_read_in_the_pieces_that_were_sent(ask):
    """Each chunk of send_each is one dataReceived."""

    def question(subject):
        for cut in subject.cuts("你\r\nab\n".encode()):
            visit = subject.factory().connect()
            visit.send_each(cut.chunks, cut.how)
            visit.expect(b"".join(b"<%b>" % chunk for chunk in cut.chunks))

    passes(ask, question)


def test_a_mismatch_is_told_with_its_bytes(ask):
    """What was sent, what was expected and what came back are in the result."""

    def question(subject):
        visit = subject.factory().connect()
        visit.send_each([b"a", b"b"], "one byte at a time")
        visit.expect(b"<a><c>")

    exchange = ask(PROGRAM, question).exchange

    assert (b"a", b"b") == exchange.sent
    assert b"<a><c>" == exchange.expected
    assert b"<a><b>" == exchange.came_back
    assert 4 == exchange.first_difference
    assert "one byte at a time" == exchange.how


def test_the_program_reaches_what_is_allowed_and_nothing_else(ask):
    """Its own ports and those of the check; all else is refused."""

    def question(subject):
        assert subject.call("connect", subject.reactor, subject.factory().port)
        refused = subject.start("connect", subject.reactor, 9)
        assert isinstance(refused.result(), Error)

    passes(ask, question)


def test_a_folder_is_made_and_read_back_in_the_sandbox(ask):
    """Files go in and come out by relative path."""

    def question(subject):
        folder = subject.folder({"文件.txt": b"1", "empty/": b"", "a/b": b"2"})
        assert b"1" == subject.call("read", folder.path + "/文件.txt")
        subject.call("write", folder.path, b"3")
        assert {"a/b": b"2", "new": b"3", "文件.txt": b"1"} == folder.files()

    passes(ask, question)


def test_a_function_is_driven_beside_the_answer(ask):
    """What questions cannot reach is asked from inside, and the result is plain."""

    def count(answer, n):
        return [answer.add(each, each) for each in range(n)]

    def question(subject):
        assert [0, 2, 4] == subject.drive(count, 3)

    passes(ask, question)


def test_the_beats_of_the_reactor_are_counted(ask):
    """A turn for each timer of now, and few more."""

    def question(subject):
        beats = subject.beats("beat", subject.reactor, 300)
        assert 300 <= beats.count < 310
        assert 0 < beats.longest < beats.total < beats.process * 1.01

    passes(ask, question)


def test_beats_without_end_are_not_counted_for_ever(ask, monkeypatch):
    """A program that lets the reactor turn, and never finishes, fails the check."""
    monkeypatch.setattr("workbook.engine.measure.MOST", 0.05)

    def question(subject):
        subject.beats("beat", subject.reactor, 10**9)

    result = ask(PROGRAM, question)

    assert Outcome.FAILED is result.outcome
    gave_up = "`beat` was still at work when the check gave up, after "
    assert result.message.startswith(gave_up), result.message
    assert 0 < int(result.message.removeprefix(gave_up).split()[0].replace(",", ""))


def test_a_real_program_is_run_or_missed(ask):
    """A program that is not installed makes the check a skip that says so."""

    def question(subject):
        subject.program("no-such-program", "-x")

    result = ask(PROGRAM, question)

    assert Outcome.SKIPPED is result.outcome
    assert "`no-such-program` is not installed" in result.message


def test_a_real_program_talks_to_the_answer(ask):
    """Its output and its exit status come back."""

    def question(subject):
        digest = subject.program("sha256sum", input=b"x")
        assert hashlib.sha256(b"x").hexdigest() == digest.stdout.split()[0].decode()
        assert 0 == digest.returncode

    passes(ask, question)


def test_the_same_seed_draws_the_same(judge, ask):
    """A run can be repeated from its report."""
    drawn = []

    def question(subject):
        drawn.append(subject.random.random())

    for seed in ("1", "1", "2"):
        ask(PROGRAM, question, seed)

    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lambda s: s.factory().connect().expect(b"x"), "sent nothing and keeps waiting"),
        (lambda s: s.factory().connect().expect_closed(), "kept the connection open"),
        (lambda s: s.call("never", s.reactor), "`never` has not finished"),
        (lambda s: s.call("reed", "x"), "It has `read`"),
        (lambda s: 1 / 0, "The check could not use what came: ZeroDivisionError"),
    ],
)
def test_a_failure_says_what_is_missing(ask, question, said):
    """Nothing is waited for that cannot come; the sentence says what did not."""
    result = ask(PROGRAM, question)

    assert Outcome.FAILED is result.outcome
    assert said in result.message


def test_a_reset_is_no_close(ask):
    """A client that reads to the end learns only from a reset that not all is well."""

    def question(subject):
        for way in ("abortConnection", "loseConnection"):
            peer = subject.factory("Leaving").connect()
            peer.send(way.encode())
            peer.expect_reset()
            resets.append(way)

    resets = []
    result = ask(PROGRAM, question)

    assert ["abortConnection"] == resets
    assert "closed the connection; it should have reset it" in result.message


def test_failed_is_an_assertion():
    """A check may expect it as it would expect its own assertions."""
    with pytest.raises(AssertionError, match="why"):
        raise Failed("why")
