"""What a check said and heard is drawn as it was, seen from the check's side."""

import pytest

from workbook import conversation
from workbook.conversation import DRAWN
from workbook.report import Exchange, Moment, Outcome, Result

HALF, REST = "你\r\n".encode()[:2], "你\r\n".encode()[2:]


def failed(*talk, expected=b"", on=0):
    """Return a check that failed after these moments: what, and bytes; a second apart."""
    moments = tuple(
        Moment(10.0 + time, number, what, content, len(content))
        for time, (number, what, content) in enumerate(talk)
    )
    exchange = Exchange((), expected, b"", connection=on) if on else None
    return Result("a", "A.", Outcome.FAILED, exchange=exchange, talk=moments)


def rows(recording):
    """Return what happened at the two ends, without what the network did between."""
    shown = (event for event in recording.events if event.kind != "send")
    return [(event.time, event.end, event.name, event.content) for event in shown]


def test_every_piece_is_sent_and_delivered():
    """Half a letter is a delivery of its own; the time begins with the connection."""
    result = failed((1, "connected", b""), (1, "sent", HALF), (1, "sent", REST))

    assert [
        (0.0, "client", "connected", b""),
        (1.0, "client", "sent", HALF),
        (1.0, "server", "delivered", HALF),
        (2.0, "client", "sent", REST),
        (2.0, "server", "delivered", REST),
    ] == rows(conversation.recording(result))


def test_what_came_and_how_it_ended_is_the_servers():
    """And what should have come stands below."""
    talk = ((1, "connected", b""), (1, "came", b"x"), (1, "closed the connection", b""))

    assert [
        (1.0, "server", "sent", b"x"),
        (1.0, "client", "received", b"x"),
        (2.0, "server", "closed the connection", b""),
        (2.0, "client", "expected", b"xy"),
    ] == rows(conversation.recording(failed(*talk, expected=b"xy", on=1)))[1:]


@pytest.mark.parametrize(("on", "heard"), [(1, b"one"), (2, b"two"), (0, b"two")])
def test_the_picture_is_that_of_the_connection_that_failed(on, heard):
    """Where nothing was compared, that is the one that spoke last."""
    talk = ((1, "connected", b""), (2, "connected", b""), (1, "came", b"one"), (2, "came", b"two"))

    picture = conversation.picture(failed(*talk, on=on))

    assert f"(connection {on or 2} of 2)" in picture.title
    assert f"received {heard.decode()} " in picture.text


def test_a_long_talk_is_drawn_from_its_end():
    """That is where it went wrong, and the title says that there was more."""
    talk = [(1, "sent", b"%d" % number) for number in range(DRAWN + 9)]

    picture = conversation.picture(failed(*talk))

    assert f"The last {DRAWN} steps" in picture.title
    assert f"sent {DRAWN + 8} " in picture.text
    assert "sent 8 " not in picture.text


def test_where_nobody_spoke_there_is_no_picture():
    """A check of a function has no conversation."""
    assert conversation.picture(failed()) is None
