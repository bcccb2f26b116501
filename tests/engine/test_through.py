"""A hostile proxy between a real program and the learner's server."""

import pytest

from workbook.hostile import LimitData, Slicer
from workbook.report import Outcome

PROGRAM = """
    from twisted.internet import defer, endpoints
    from twisted.internet.protocol import Factory, Protocol, connectionDone
    from twisted.protocols.basic import LineReceiver

    class Lines(LineReceiver):
        def lineReceived(self, line):
            self.sendLine(b"<" + line + b">")
            if line == b"bye": self.transport.loseConnection()

    class Listener(Protocol):
        def __init__(self): self.came, self.all = b"", defer.Deferred()
        def dataReceived(self, data): self.came += data
        def connectionLost(self, reason=connectionDone): self.all.callback(self.came)

    def make_factory(reactor): return Factory.forProtocol(Lines)
    async def listen(reactor, port):
        there = endpoints.TCP4ClientEndpoint(reactor, "127.0.0.1", port)
        return await (await endpoints.connectProtocol(there, Listener())).all
"""
CURL = ("-sS", "--max-time", "20")


@pytest.fixture
def passes(ask):
    """Return a function that asks a question, which the program must pass."""

    def passes(question):
        result = ask(PROGRAM, question)
        if Outcome.SKIPPED is result.outcome:
            pytest.skip(result.message)
        assert Outcome.PASSED is result.outcome, result.message

    return passes


def curled(subject, port):
    """Return what curl is told when it sends two lines."""
    url, lines = f"telnet://127.0.0.1:{port}", "北京\r\nbye\r\n".encode()
    return subject.program("curl", *CURL, url, input=lines).stdout


def test_curl_meets_a_hostile_network(passes):
    """A server that reads lines does not notice, and curl does, when bytes are missing."""

    def question(subject):
        lines = subject.through(subject.factory(), Slicer(1, way="up"))
        assert "<北京>\r\n<bye>\r\n".encode() == curled(subject, lines.port)

        short = subject.through(subject.factory(), LimitData(5, way="down"))
        assert "<北京>".encode()[:5] == curled(subject, short.port)

    passes(question)


def test_a_client_of_the_learner_meets_it_too(passes):
    """Its port is allowed; what is drawn depends on the seed."""

    def question(subject):
        far = subject.peer(lambda visit: visit.send("北京".encode()))
        proxy = subject.through(far.port, LimitData(4))
        assert "北京".encode()[:4] == subject.call("listen", subject.reactor, proxy.port)

    passes(question)
