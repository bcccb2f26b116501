"""A peer: a server that the check plays, step by step or by a script."""

import os
import socket
import threading

import pytest

from workbook.engine.caller import PATIENCE
from workbook.engine.process import SERVER
from workbook.report import Outcome

PROGRAM = """
    import time
    from twisted.internet import defer, task, threads
    from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
    from twisted.internet.protocol import Factory, Protocol

    class Talk(Protocol):
        def __init__(self):
            self.pieces, self.whole, self.up = [], defer.Deferred(), defer.Deferred()
        def connectionMade(self):
            self.up.callback(self)
        def dataReceived(self, data):
            self.pieces.append(data)
            if data.endswith(b"!"): self.whole.callback(b"".join(self.pieces))
        def connectionLost(self, reason):
            if not self.whole.called: self.whole.errback(reason)

    async def ask(reactor, port, word=b"who?\\n"):
        there = TCP4ClientEndpoint(reactor, "127.0.0.1", port)
        talk = await connectProtocol(there, Talk())
        talk.transport.write(word)
        answer = await talk.whole
        talk.transport.loseConnection()
        return answer

    async def pieces(reactor, port):
        there = TCP4ClientEndpoint(reactor, "127.0.0.1", port)
        talk = await connectProtocol(there, Talk())
        await talk.whole
        return talk.pieces

    def ask_all(reactor, port, words, limit):
        door = defer.DeferredSemaphore(limit)
        ask_one = lambda word: defer.ensureDeferred(ask(reactor, port, word))
        return defer.gatherResults([door.run(ask_one, word) for word in words])

    async def again_and_again(reactor, port):
        while True:
            try:
                return await ask(reactor, port)
            except Exception:
                await task.deferLater(reactor, 1.0)

    def slowly(reactor, port):
        found = threads.deferToThreadPool(reactor, reactor.getThreadPool(), time.sleep, 0.05)
        return found.addCallback(lambda _: defer.ensureDeferred(ask(reactor, port)))

    class Pipe(Protocol):
        def connectionMade(self):
            self.far = defer.ensureDeferred(ask(self.factory.reactor, self.factory.port))
            self.far.addCallback(self.transport.write)

    def make_factory(reactor, port):
        factory = Factory.forProtocol(Pipe)
        factory.reactor, factory.port = reactor, port
        return factory
"""


@pytest.fixture
def result(ask):
    """Return a function that asks a question, and says what came of it."""
    return lambda question: ask(PROGRAM, question)


@pytest.fixture
def passes(result):
    """Return a function that asks a question, which the program must pass."""

    def passes(question):
        found = result(question)
        assert Outcome.PASSED is found.outcome, found.message

    return passes


def answers(visit):
    visit.read_line()
    visit.answer("北京!".encode())


def resets(visit):
    visit.read_line()
    visit.reset()


def stalls(visit):
    visit.read_line()
    visit.stall()
    visit.answer(b"late!")


class TestStepByStep:
    """The check accepts each connection, and has the verbs of any connection."""

    def test_the_check_reads_and_answers(self, passes):
        """Whole, and in pieces that are read one by one."""

        def question(subject):
            far = subject.peer()
            asking = subject.start("ask", subject.reactor, far.port)
            assert 1 == far.waiting
            visit = far.accept()
            assert 0 == far.waiting
            visit.expect(b"who?\n")
            visit.send("北京!".encode())
            visit.expect_closed()
            assert "北京!".encode() == asking.result()

        passes(question)

    def test_a_client_reads_what_was_cut_as_it_was_cut(self, passes):
        """Each chunk is one dataReceived, also on the way to a client."""

        def question(subject):
            far = subject.peer()
            for cut in subject.cuts("你\r\nab!".encode()):
                reading = subject.start("pieces", subject.reactor, far.port)
                far.accept().send_each(cut.chunks, cut.how)
                assert [*cut.chunks] == reading.result()

        passes(question)

    def test_a_call_that_waits_for_the_check_is_told_at_once(self, result):
        """Nobody waits for a check that is waiting itself."""
        found = result(lambda subject: subject.call("ask", subject.reactor, subject.peer().port))

        assert Outcome.FAILED is found.outcome
        assert "`ask` has not finished, and nothing that could finish it" in found.message

    def test_a_client_that_does_not_come_is_told(self, result):
        """The sentence says what did not happen."""
        found = result(lambda subject: subject.peer().accept())

        assert Outcome.FAILED is found.outcome
        assert "Your program has not connected." == found.message

    def test_a_peer_that_has_stopped_refuses(self, passes):
        """Until it starts again, on the same port."""

        def question(subject):
            far = subject.peer()
            far.stop()
            asking = subject.start("ask", subject.reactor, far.port)
            assert "ConnectionRefusedError" in asking.result().types
            far.start()
            subject.start("ask", subject.reactor, far.port)
            far.accept().expect(b"who?\n")

        passes(question)

    def test_a_peer_that_dies_resets(self, passes):
        """Those that were accepted, and those that wait."""

        def question(subject):
            far = subject.peer()
            asking = [subject.start("ask", subject.reactor, far.port) for _ in range(2)]
            far.accept()
            far.die()
            assert ["ConnectionLost"] * 2 == [each.result().types[0] for each in asking]

        passes(question)

    def test_a_connection_may_take_its_time(self, passes):
        """It comes about when the check says so; a given up one never does."""

        def question(subject):
            far = subject.peer()
            far.hold()
            given_up = subject.start("ask", subject.reactor, far.port)
            asking = subject.start("ask", subject.reactor, far.port)
            assert 0 == far.waiting
            given_up.cancel()
            far.release()
            assert 1 == far.waiting
            far.accept().send(b"!")
            assert b"!" == asking.result()

        passes(question)

    def test_a_client_may_look_up_a_name_in_a_thread_first(self, passes):
        """Neither the check nor the time goes on before it has come."""

        def question(subject):
            far = subject.peer()
            for later in (lambda: 0, lambda: subject.reactor.advance(1.0)):
                subject.start("slowly", subject.reactor, far.port)
                later()
                far.accept().expect(b"who?\n")

        passes(question)


class TestScripted:
    """Each connection is served in a thread."""

    def test_the_first_script_serves_the_first_connection(self, passes):
        """And the last one all that follow."""

        def question(subject):
            far = subject.peer(resets, answers)
            assert (
                "ConnectionLost"
                == subject.start("ask", subject.reactor, far.port).result().types[0]
            )
            for _ in range(3):
                assert "北京!".encode() == subject.call("ask", subject.reactor, far.port)
            assert [b"who?\n"] * 4 == [visit.received for visit in far.visits]

        passes(question)

    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_requests_at_once_are_counted(self, passes, limit):
        """Never too many, though a client begins the next at the last byte of an answer."""

        def question(subject):
            far = subject.peer(answers)
            words = [b"%d\n" % n for n in range(20)]
            subject.call("ask_all", subject.reactor, far.port, words, limit)
            assert 1 <= far.most_at_once <= limit
            assert 0 == far.at_once
            assert words == sorted((v.received for v in far.visits), key=int)

        passes(question)

    def test_requests_at_once_can_be_made_to_wait_for_each_other(self, passes):
        """So a check sees how many the program sends before any is answered."""

        def question(subject):
            far = subject.peer(stalls)
            words = [b"%d\n" % n for n in range(10)]
            asking = subject.start("ask_all", subject.reactor, far.port, words, 4)
            for at_once in [4, 4, 2, 0]:
                assert at_once == far.at_once
                far.release()
            assert 4 == far.most_at_once
            assert [b"late!"] * 10 == asking.result()

        passes(question)

    def test_who_stalls_goes_on_when_the_check_says_so(self, passes):
        """Until then the program is at rest, and waits."""

        def question(subject):
            far = subject.peer(stalls)
            asking = subject.start("ask_all", subject.reactor, far.port, [b"a\n", b"b\n"], 2)
            assert 2 == far.at_once
            assert "pending" == asking.state
            far.release()
            assert [b"late!"] * 2 == asking.result()

        passes(question)

    def test_a_call_that_a_stalled_peer_holds_up_is_told_at_once(self, result):
        """Nothing that could finish it is under way."""

        def question(subject):
            subject.call("ask", subject.reactor, subject.peer(stalls).port)

        assert "`ask` has not finished" in result(question).message

    def test_time_waits_for_the_answers(self, passes):
        """Between two timers, whatever was asked has been answered."""

        def question(subject):
            far = subject.peer(resets, resets, resets, answers)
            asking = subject.start("again_and_again", subject.reactor, far.port)
            subject.reactor.advance(3.0)
            assert "北京!".encode() == asking.result()
            assert 4 == len(far.visits)

        passes(question)

    def test_a_peer_that_dies_comes_back(self, passes):
        """What was open is reset; in between, connections are refused."""

        def question(subject):
            far = subject.peer(stalls, answers)
            asking = subject.start("again_and_again", subject.reactor, far.port)
            subject.settle()
            far.die()
            subject.reactor.advance(2.0)
            assert 1 == len(far.visits)
            far.start()
            subject.reactor.advance(1.0)
            assert "北京!".encode() == asking.result()

        passes(question)

    def test_a_server_of_the_learner_may_ask_it(self, passes):
        """The check waits for a chain of three."""

        def question(subject):
            visit = subject.factory(subject.peer(answers).port).connect()
            visit.expect("北京!".encode())

        passes(question)

    def test_a_script_that_is_no_good_is_told(self, result):
        """An assertion in a script is one of the check."""

        def script(visit):
            assert b"you?\n" == visit.read_line(), "your program asked for somebody else"

        def question(subject):
            subject.start("ask", subject.reactor, subject.peer(script).port)

        found = result(question)

        assert Outcome.FAILED is found.outcome
        assert "your program asked for somebody else" in found.message

    def test_a_talk_without_end_is_ended(self, result, monkeypatch):
        """A script that sends for ever, to a program that reads for ever."""
        monkeypatch.setitem(PATIENCE, SERVER, 0.1)

        def floods(visit):
            while True:
                visit.send(bytes(1000))

        def question(subject):
            subject.start("ask", subject.reactor, subject.peer(floods).port)

        assert "still talked to the check after 0 s." in result(question).message

    def test_scripts_read_and_send_as_they_like(self, passes):
        """Lines, sizes, and up to the end; half-closed too."""

        def script(visit):
            assert b"one\n" == visit.read_line()
            assert b"tw" == visit.read(2)
            assert b"o, " == visit.read_until(b", ")
            visit.half_close()
            assert b"" == visit.read_all()

        def question(subject):
            far = subject.peer(script)
            asking = subject.start("ask", subject.reactor, far.port, b"one\ntwo, ")
            assert "ConnectionDone" == asking.result().types[0]
            assert b"one\ntwo, " == far.visits[0].received

        passes(question)


def test_nothing_is_left_of_a_peer(passes):
    """Neither a thread, nor a port, nor a descriptor, however the scripts stood."""
    ports = []

    def question(subject):
        for scripts in ([], [stalls], [answers], [resets]):
            far = subject.peer(*scripts)
            subject.start("ask", subject.reactor, far.port)
            subject.settle()
            ports.append(far.port)

    before = threading.active_count(), len(os.listdir("/dev/fd"))
    passes(question)

    assert before == (threading.active_count(), len(os.listdir("/dev/fd")))
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
