"""A program whose process dies: what must survive does, and nothing else."""

import pytest

from workbook.report import Outcome

PROGRAM = """
    import os
    from twisted.internet import defer, endpoints, protocol

    SAID = []
    class Echo(protocol.Protocol):
        def dataReceived(self, data): self.transport.write(data)

    def make_factory(reactor): return protocol.Factory.forProtocol(Echo)
    def note(path, text):
        SAID.append(text)
        with open(path + "/notes", "ab") as notes: notes.write(text)
    def said(): return len(SAID)
    def who(): return os.getpid()
    def drop(): defer.fail(ValueError("你"))
    async def call(reactor, port):
        there = endpoints.TCP4ClientEndpoint(reactor, "127.0.0.1", port)
        return bool(await endpoints.connectProtocol(there, Echo()))
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


def test_files_survive_and_memory_does_not(passes):
    """A new process reads what the old one wrote."""

    def question(subject):
        folder = subject.folder({"notes": b""})
        before = subject.call("who")
        subject.call("note", folder.path, "北京\n".encode())
        subject.restart()
        assert before != subject.call("who")
        assert 0 == subject.call("said")
        subject.call("note", folder.path, b"more\n")
        assert {"notes": "北京\nmore\n".encode()} == folder.files()

    passes(question)


def test_who_is_connected_sees_the_end(passes):
    """The port is free, and a new server has another."""

    def question(subject):
        visit = subject.factory().connect()
        visit.send(b"x")
        visit.expect(b"x")
        subject.kill()
        visit.expect_closed()
        subject.restart()
        again = subject.factory().connect()
        again.send(b"y")
        again.expect(b"y")

    passes(question)


def test_peers_survive(passes):
    """They are the check's: the next process may connect to them."""

    def question(subject):
        scripted, steps = subject.peer(lambda visit: visit.stall()), subject.peer()
        for times in (1, 2):
            subject.call("call", subject.reactor, scripted.port)
            subject.call("call", subject.reactor, steps.port)
            steps.accept()
            assert times == len(scripted.visits)
            subject.restart()

    passes(question)


def test_a_program_may_stay_dead(passes):
    """That the check has killed it is no fault of its own."""
    passes(lambda subject: subject.kill())


@pytest.mark.parametrize("end", ["kill", "restart"])
def test_what_went_wrong_before_is_not_forgotten(result, end):
    """An error that nobody handled is told, though its process has died."""

    def question(subject):
        subject.call("drop")
        getattr(subject, end)()

    found = result(question)

    assert Outcome.FAILED is found.outcome
    assert "ValueError: 你" in found.message


def test_a_check_that_asks_the_dead_is_told(result):
    """It is a mistake of the check."""

    def question(subject):
        subject.kill()
        subject.call("who")

    assert "The check has ended your program" in result(question).message
