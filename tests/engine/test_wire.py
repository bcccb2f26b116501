"""Frames and values: what crosses the border, and what does not."""

import socket
import struct
import time

import pytest

from workbook.engine import wire


@pytest.fixture
def pair():
    """Two connected sockets."""
    near, far = socket.socketpair()
    with near, far:
        yield near, far


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        7,
        -1.5,
        "你",
        b"\xff\x00",
        (1, b"x"),
        [(), [b""]],
        {b"k": {"文": (1,)}},
        wire.Thing(3),
    ],
)
def test_a_plain_value_comes_back_as_it_was(value):
    """Bytes, tuples and keys that JSON has not keep their types."""
    assert value == wire.decode(wire.encode(value))


def test_an_object_leaves_only_the_name_of_its_type():
    """Nothing of an object crosses but what it is."""
    assert "<a Reader object>" == repr(wire.decode(wire.encode(wire.Reader(None))))


def test_a_value_that_is_nested_too_deep_is_refused():
    """A list that holds itself does not keep the worker busy for ever."""
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(ValueError, match="deep"):
        wire.encode(endless)


@pytest.mark.parametrize("odd", [{}, {"bytes": 1}, {"eval": "1"}, {"thing": "x"}, {"tuple": {}}])
def test_a_tag_that_is_not_ours_is_refused(odd):
    """What a worker makes up is an error, never a guess."""
    with pytest.raises(ValueError, match="not a value of ours"):
        wire.decode(odd)


def test_a_frame_carries_a_message_and_file_descriptors(pair):
    """The descriptors arrive with the frame they were sent with."""
    near, far = pair

    wire.send(near, {"do": "你"}, [near.fileno()])
    reader = wire.Reader(far)

    assert {"do": "你"} == reader.frame()
    assert 1 == len(reader.fds)
    wire.close_all(reader.fds)


@pytest.mark.parametrize(
    "sent",
    [
        struct.pack("!I", wire.LIMIT + 1),
        struct.pack("!I", 3) + b"{{{",
        struct.pack("!I", 2) + b"[]",
        struct.pack("!I", 9) + b"{}",
        b"\x00",
    ],
    ids=["too long", "no JSON", "no message", "cut short", "no length"],
)
def test_what_is_no_frame_ends_the_conversation(pair, sent):
    """A worker that sends garbage has gone, as far as we are concerned."""
    near, far = pair
    near.sendall(sent)
    near.close()

    with pytest.raises(wire.Gone):
        wire.Reader(far).frame()


def test_a_deadline_in_the_past_is_late(pair):
    """Waiting ends at the deadline."""
    with pytest.raises(wire.Late):
        wire.Reader(pair[1]).frame(time.monotonic() - 1)


def test_a_message_that_is_too_long_is_not_sent(pair):
    """The limit holds for both sides."""
    with pytest.raises(ValueError, match="the limit is"):
        wire.send(pair[0], {"x": "x" * wire.LIMIT})
