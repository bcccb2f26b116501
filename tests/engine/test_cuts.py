"""Cuts: the same bytes, grouped otherwise."""

import random

import pytest

from workbook.engine.cuts import cuts

STREAM = "name:twisted\r\n城市:北京\nend".encode()


def ways(stream=STREAM, seed=1):
    return {cut.how: cut.chunks for cut in cuts(stream, random.Random(seed))}


@pytest.mark.parametrize("stream", [STREAM, b"", b"x", b"\n", b"\r\n" * 3], ids=repr)
def test_no_cut_changes_the_stream(stream):
    """Put together again, every cut gives the stream."""
    assert {stream} == {b"".join(cut.chunks) for cut in cuts(stream, random.Random(1))}


def test_each_way_cuts_where_it_says():
    """The named places are the places that protocols trip over."""
    found = ways()

    assert (STREAM,) == found["all at once"]
    assert len(STREAM) == len(found["one byte at a time"])
    assert b"name:twisted\r" == found["cut between \\r and \\n"][0]
    assert "城".encode()[:1] == found["cut inside each character"][0][-1:]
    assert {7} == {len(chunk) for chunk in found["7 bytes at a time"][:-1]}


def test_the_same_seed_draws_the_same_cuts():
    """A failure can be repeated."""
    assert ways(seed=5) == ways(seed=5)
    assert ways(seed=5) != ways(seed=6)
