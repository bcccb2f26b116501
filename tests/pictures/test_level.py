"""The water level says how many bytes wait to be sent, and when."""

from test_pictures import event

from workbook.pictures import level
from workbook.record.recording import Connection, Recording


def run(*events):
    """Return a recording of one connection."""
    return Recording(1.0, 0, [Connection("", "Tap")], list(events))


def test_it_rises_with_writes_and_falls_with_sends():
    """Two writes wait together; the text draws each step."""
    picture = level(
        run(
            event(0.1, "server", "write", b"abcd"),
            event(0.2, "server", "write", b"efgh"),
            event(0.3, "server", "send", b"abcdef"),
            event(0.4, "server", "send", b"gh"),
        )
    )

    assert "8 B were written. At most 8 B of them waited at once." == picture.says
    assert [20, 40, 10, 0] == [line.count("█") for line in picture.text.split("\n")]


def test_the_other_end_has_a_level_of_its_own():
    """Only the end that is asked for counts, and only what it sends."""
    events = [event(0.1, "client", "write", b"ab"), event(0.2, "server", "arrival", b"ab")]

    assert level(run(*events), end="client").says.startswith("2 B were written.")
    assert level(run(*events), end="server").says.startswith("0 B were written.")


def test_what_was_written_before_does_not_count():
    """A send of bytes that nobody saw written leaves the level at nothing."""
    picture = level(run(event(0.1, "server", "send", b"abc"), event(0.2, "server", "write", b"d")))

    assert "1 B were written. At most 1 B of them waited at once." == picture.says


def test_it_is_about_the_connection_that_carries_most():
    """Another one can be asked for, by its number."""
    small = event(0.1, "server", "write", b"ab")
    large = event(0.2, "server", "write", b"abcd")._replace(connection=1)
    both = Recording(1.0, 0, [Connection("", "Tap"), Connection("", "Tap")], [small, large])

    assert level(both).says.startswith("4 B were written.")
    assert level(both, 1).says.startswith("2 B were written.")
