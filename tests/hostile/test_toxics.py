"""What each toxic does to the bytes of one direction; no sockets, and a time that is made up."""

import random
from itertools import pairwise
from math import inf

import pytest

from workbook.hostile.piece import CLOSE, FINISH, RESET, Piece
from workbook.hostile.toxics import (
    TOXICS,
    Bandwidth,
    Coalesce,
    HalfClose,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
)

STREAM = "你好, TCP\r\n".encode()


@pytest.fixture
def fed():
    """Return a function that begins a toxic at 0 and feeds it; what goes on is returned."""

    def fed(toxic, *pieces, seed=1):
        fresh = toxic.begin(random.Random(seed), 0.0)
        return [after for piece in pieces for after in fresh.feed(piece)]

    return fed


def contents(pieces):
    return [piece.content for piece in pieces if piece.content]


@pytest.mark.parametrize("name", sorted({*TOXICS} - {"limit_data", "reset_peer", "timeout"}))
def test_no_byte_is_lost_or_changed(fed, name):
    """What delays, cuts or joins keeps the bytes and the end."""
    pieces = fed(TOXICS[name](), Piece(0.0, STREAM), Piece(0.01, b"more"), Piece(1.0, end=FINISH))

    assert STREAM + b"more" == b"".join(contents(pieces))
    assert FINISH == pieces[-1].end


@pytest.mark.parametrize("name", TOXICS)
def test_the_time_goes_on_to_the_next(fed, name):
    """A toxic that kept it would keep the next one asleep."""
    assert any(not (each.content or each.end) for each in fed(TOXICS[name](), Piece(-1.0)))


def test_a_slicer_keeps_pieces_apart(fed):
    """One byte after the other, in microseconds; what comes meanwhile waits."""
    pieces = fed(Slicer(delay=1000), Piece(0.0, b"abc"), Piece(0.0015, b"d"))

    assert [b"a", b"b", b"c", b"d"] == contents(pieces)
    assert pytest.approx([0.0, 0.001, 0.002, 0.003]) == [piece.at for piece in pieces]


def test_a_slicer_cuts_at_the_same_places_however_the_bytes_came(fed):
    """The cuts belong to the stream and the seed."""
    toxic, stream = Slicer(8, 3), bytes(range(200))

    def places(pieces):
        sizes = [len(content) for content in contents(pieces)]
        return {sum(sizes[:n]) for n in range(len(sizes))}

    whole = places(fed(toxic, Piece(0.0, stream)))
    halves = places(fed(toxic, Piece(0.0, stream[:77]), Piece(0.0, stream[77:])))

    assert whole | {77} == halves
    assert whole != places(fed(toxic, Piece(0.0, stream), seed=2))
    assert {*range(5, 12)} >= {b - a for a, b in pairwise(sorted(whole))}


def test_latency_delays_bytes_and_the_end(fed):
    """In milliseconds, with some jitter if that is wanted."""
    pieces = fed(Latency(250), Piece(1.0, b"a"), Piece(2.0, end=FINISH))
    assert [1.25, 2.25] == [piece.at for piece in pieces]

    (jittery,) = fed(Latency(250, 50), Piece(1.0, b"a"))
    assert 1.2 <= jittery.at <= 1.3 != jittery.at


def test_bandwidth_takes_its_time_for_each_byte(fed):
    """1000 bytes take a second at 1 kB/s, in instalments; the line is one for all."""
    pieces = fed(Bandwidth(1), Piece(0.0, bytes(500)), Piece(0.1, bytes(500)))

    assert [100] * 10 == [len(piece.content) for piece in pieces]
    assert pytest.approx([n / 10 for n in range(1, 11)]) == [piece.at for piece in pieces]


@pytest.mark.parametrize(("toxic", "end"), [(LimitData(4), CLOSE), (ResetPeer(4), RESET)])
def test_a_limit_ends_the_connection_after_so_many_bytes(fed, toxic, end):
    """At the very byte, wherever it stands in a piece."""
    for cut in range(1, 4):
        pieces = fed(toxic, Piece(0.0, STREAM[:cut]), Piece(0.0, STREAM[cut:]))
        assert STREAM[:4] == b"".join(contents(pieces))
        assert end == pieces[-1].end


def test_a_peer_is_reset_after_a_time(fed):
    """In milliseconds, without a byte having come."""
    toxic = ResetPeer(timeout=1500)

    assert 1.5 == toxic.begin(random.Random(), 0.0).wake
    assert ["", RESET, ""] == [p.end for p in fed(toxic, Piece(1.4), Piece(1.5), Piece(9.0))]


def test_the_end_alone_comes_late(fed):
    """The bytes before it do not wait."""
    pieces = fed(SlowClose(2000), Piece(1.0, b"a"), Piece(1.0, end=FINISH))

    assert [1.0, 3.0] == [piece.at for piece in pieces]


def test_a_timeout_swallows_all_but_the_first_bytes(fed):
    """Then it closes, if it was told when."""
    pieces = fed(Timeout(1000, 2), Piece(0.1, b"abc"), Piece(0.2, b"d"), Piece(1.0))

    assert [b"ab"] == contents(pieces)
    assert CLOSE == pieces[-1].end
    assert inf == Timeout(0).begin(random.Random(), 0.0).wake


def test_what_comes_soon_after_goes_together(fed):
    """After a moment of quiet, or at the end."""
    toxic = Coalesce(100)

    pieces = fed(toxic, Piece(0.0, b"a"), Piece(0.09, b"b"), Piece(0.1), Piece(0.19), Piece(9.0))
    assert [b"ab"] == contents(pieces)
    assert [0.19] == [piece.at for piece in pieces if piece.content]

    pieces = fed(toxic, Piece(0.0, b"a"), Piece(0.01, end=FINISH))
    assert ([b"a"], FINISH) == (contents(pieces), pieces[-1].end)


def test_a_half_is_closed_after_a_moment_of_quiet(fed):
    """Once, and what comes later is lost."""
    pieces = fed(HalfClose(100), Piece(0.0, b"a"), Piece(0.1), Piece(0.2, b"b"), Piece(0.3))

    assert [b"a"] == contents(pieces)
    assert [FINISH] == [piece.end for piece in pieces if piece.end]
