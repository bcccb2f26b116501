"""A connection to the answer: what it takes, and what the systems hold on the way."""

import pytest

from workbook.report import Outcome

PROGRAM = """
    from twisted.internet.protocol import Factory, Protocol

    class Sink(Protocol):
        def __init__(self): self.count = 0
        def dataReceived(self, data):
            self.count += len(data)
            if b"!" in data: self.transport.write(b"%d" % self.count)

    class Shy(Sink):
        def dataReceived(self, data): self.transport.pauseProducing()

    class Flood(Protocol):
        def dataReceived(self, data):
            globals()["last"] = self.transport
            self.transport.write(bytes(8 << 20))

    class Gossip(Protocol):
        def connectionMade(self): self.factory.__dict__.setdefault("all", []).append(self)
        def dataReceived(self, data):
            for each in self.factory.all: each.transport.write(data)

    def held(): return len(last.dataBuffer) - last.offset + last._tempDataLen
    def make_factory(reactor, kind): return Factory.forProtocol(globals()[kind])
"""
MIB = 1 << 20


@pytest.fixture
def passes(ask):
    """Return a function that asks a question, which the program must pass."""

    def passes(question):
        result = ask(PROGRAM, question)
        assert Outcome.PASSED is result.outcome, result.message

    return passes


def test_what_is_offered_to_a_reader_is_taken(passes):
    """All of it, as fast as the program reads."""

    def question(subject):
        visit = subject.factory("Sink").connect()
        assert 8 * MIB == visit.offer(b"~" * 8 * MIB)
        visit.send(b"!")
        visit.expect(b"%d" % (8 * MIB + 1))

    passes(question)


def test_what_is_offered_to_who_does_not_read_is_not(passes):
    """The systems hold some, and the rest stays here."""

    def question(subject):
        visit = subject.factory("Shy").connect()
        visit.send(b"x")
        assert 0 < visit.offer(b"~" * 64 * MIB) < 32 * MIB
        assert visit.offer(b"more") in range(5)

    passes(question)


def test_a_narrow_connection_holds_little(passes):
    """Of 8 MiB that nobody reads, nearly all stays with the program."""

    def question(subject):
        flood = subject.factory("Flood")
        for buffers, least, most in [((4096, 4096), 0, MIB // 4), ((0, 0), MIB // 4, 9 * MIB)]:
            visit = flood.connect(receive_buffer=buffers[0], send_buffer=buffers[1])
            visit.stop_reading()
            visit.send(b"x")
            on_the_way = 8 * MIB - subject.call("held")
            assert least < on_the_way < most
            visit.start_reading()
            assert bytes(8 * MIB) == visit.read()

    passes(question)


def test_what_another_client_brought_about_has_come(ask):
    """Silence on one connection is not believed because the program rests after another."""

    def question(subject):
        server = subject.factory("Gossip")
        one, other = server.connect(), server.connect()
        one.send("你".encode())
        one.expect("你".encode())
        other.expect(b"")

    result = ask(PROGRAM, question)

    assert Outcome.FAILED is result.outcome
    assert "你".encode() == result.exchange.came_back
