"""What the card offers to try runs in a notebook, against the learner's own server."""

import pytest

from workbook import repeat
from workbook.report import Exchange, Moment, Outcome, Result

SERVER = """
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
class Room(LineReceiver):
    def connectionMade(self): self.factory.here.add(self)
    def connectionLost(self, reason): self.factory.here.discard(self)
    def lineReceived(self, line):
        for each in self.factory.here: each.sendLine(b'<%d> ' % len(self.factory.here) + line)
def make_factory(reactor, name='北京'):
    factory = Factory.forProtocol(Room)
    factory.here = set()
    return factory
"""


@pytest.fixture(scope="module")
def notebook(kernel):
    """A kernel whose last exercise cell was this server."""
    kernel.run(SERVER)
    return kernel


def code(*talk, made="make_factory(reactor)", on=1):
    """Return what the card offers for a check that said this."""
    moments = tuple(
        Moment(0.0, number, what, content, len(content)) for number, what, content in talk
    )
    exchange = Exchange((), b"x", b"", connection=on)
    failed = Result("a", "A.", Outcome.FAILED, exchange=exchange, talk=moments, made=made)
    return repeat.code(failed)


def test_the_pieces_arrive_as_the_check_sent_them(notebook):
    """A letter in two halves is two deliveries here too."""
    begin, end = "你\r\n".encode()[:2], "你\r\n".encode()[2:]
    tried = code((1, "connected", b""), (1, "sent", begin), (1, "sent", end), (1, "came", b"y"))

    cell = notebook.run(tried)

    assert "" == cell.error, cell.text
    assert r"server: dataReceived \xe4\xbd (2 B)" in cell.text
    assert r"server: dataReceived \xa0\r\n (3 B)" in cell.text
    assert r"client: dataReceived <1> 你\r\n" in cell.text


def test_several_clients_come_and_go_in_order(notebook):
    """The picture is that of the client that was told something wrong."""
    tried = code(
        *((number, "connected", b"") for number in (1, 2, 3)),
        (3, "reset", b""),
        (1, "half_close", b""),
        (2, "sent", "城市\r\n".encode()),
        made="make_factory(reactor, 'café')",
        on=2,
    )

    cell = notebook.run(tried)

    assert "" == cell.error, cell.text
    assert "connection 2 of 3" in cell.text
    assert r"client: dataReceived <1> 城市\r\n" in cell.text


def test_a_server_that_speaks_first_is_heard(notebook):
    """Nothing is sent, and the picture shows what came."""
    notebook.run(SERVER.replace("self.factory.here.add(self)", "self.sendLine(b'hello')"))

    cell = notebook.run(code((1, "connected", b"")))
    notebook.run(SERVER)

    assert r"client: dataReceived hello\r\n" in cell.text


def test_it_can_be_tried_again(notebook):
    """Nothing listens any more, and no recording is left open."""
    tried = code((1, "connected", b""), (1, "sent", b"again\r\n"))

    cells = [notebook.run(tried) for _ in range(2)]

    assert ["", ""] == [cell.error for cell in cells]


def test_a_long_talk_offers_only_the_connection_that_failed():
    """Code that nobody can read is no help."""
    visits = [
        moment
        for number in range(1, 40)
        for moment in ((number, "connected", b""), (number, "sent", b"x" * 20))
    ]

    assert "make_factory(reactor), b'xxxxxxxxxxxxxxxxxxxx')" in code(*visits, on=30)


@pytest.mark.parametrize(
    ("talk", "made"),
    [
        ([(1, "connected", b""), (1, "sent", b"x" * 700)], "make_factory(reactor)"),
        ([(1, "connected", b"")], ""),
        ([], "make_factory(reactor)"),
    ],
)
def test_what_cannot_be_repeated_is_not_offered(talk, made):
    """Too long to copy, made of what a notebook has not, or no conversation at all."""
    assert "" == code(*talk, made=made)
