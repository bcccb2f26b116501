"""A check that failed brings what was said, so that the card can draw and repeat it."""

from itertools import pairwise

PROGRAM = """
    from twisted.internet.protocol import Factory, Protocol

    class Bye(Protocol):
        def dataReceived(self, data):
            if data == b"bye":
                self.transport.write(data)
                self.transport.loseConnection()

    def make_factory(reactor, *args): return Factory.forProtocol(Bye)
"""


def said(result):
    return [(each.connection, each.what, each.content) for each in result.talk]


def test_a_failed_check_brings_its_talk(ask):
    """Every delivery with its cuts, what came, and who ended it, over all connections."""

    def question(subject):
        server = subject.factory()
        one, other = server.connect(), server.connect()
        one.send_each(["北".encode()[:1], b"x"])
        other.half_close()
        one.send(b"bye")
        raise AssertionError("that was all")

    result = ask(PROGRAM, question)

    assert [
        (1, "connected", b""),
        (2, "connected", b""),
        (1, "sent", b"\xe5"),
        (1, "sent", b"x"),
        (2, "half_close", b""),
        (2, "closed the connection", b""),
        (1, "sent", b"bye"),
        (1, "came", b"bye"),
        (1, "closed the connection", b""),
    ] == said(result)
    assert all(one.time <= other.time for one, other in pairwise(result.talk))
    assert "make_factory(reactor)" == result.made


def test_a_passed_check_brings_none(ask):
    """Nobody would look at it."""

    def question(subject):
        subject.factory().connect().send(b"x")

    assert () == ask(PROGRAM, question).talk


def test_arguments_are_part_of_the_call(ask):
    """The learner's own factory is made in the same way."""

    def question(subject):
        subject.factory(3, "北京").connect().close()
        raise AssertionError("wrong")

    assert "make_factory(reactor, 3, '北京')" == ask(PROGRAM, question).made


def a_moved_clock(subject):
    subject.factory().connect()
    subject.reactor.advance(60)


def two_servers(subject):
    subject.factory().connect()
    subject.factory()


def a_folder(subject):
    subject.factory(subject.folder({}).path).connect()


def test_what_a_new_server_cannot_repeat_has_no_call(ask):
    """Time that a check moves, a second server, and files are missing in a notebook."""
    for prepare in (a_moved_clock, two_servers, a_folder):

        def question(subject, prepare=prepare):
            prepare(subject)
            raise AssertionError("wrong")

        assert "" == ask(PROGRAM, question).made


def test_moved_time_is_in_the_picture(ask):
    """A minute that nobody waited for is a minute."""

    def question(subject):
        visit = subject.factory().connect()
        subject.reactor.advance(60)
        visit.send(b"x")
        raise AssertionError("wrong")

    before, after, *_ = ask(PROGRAM, question).talk

    assert 60 <= after.time - before.time


def test_a_flood_is_kept_in_part(ask):
    """A card shows the beginning; memory is not for the rest."""

    def question(subject):
        visit = subject.factory().connect()
        visit.send(b"x" * 5000)
        for _ in range(1200):
            subject.talk.note(1, "sent", b"y")
        raise AssertionError("wrong")

    result = ask(PROGRAM, question)

    assert (1024, 5000) == (len(result.talk[1].content), result.talk[1].size)
    assert 1000 == len(result.talk)
    assert "" == result.made
