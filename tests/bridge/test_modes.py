"""The reactor lives on the kernel's loop or in a thread, by choice or by need."""

import asyncio

import pytest
from kernel import Kernel

from workbook.bridge import modes


class Proactor(asyncio.BaseEventLoop):
    """A loop that cannot watch descriptors, as ipykernel 7 has on Windows."""

    def __init__(self) -> None:
        """Open nothing."""

    def __del__(self) -> None:
        """Close nothing."""


@pytest.fixture
def bare():
    with Kernel() as kernel:
        kernel.run("%load_ext workbook.bridge\nimport threading")
        kernel.run("from twisted.internet import reactor, task\nbefore = reactor")
        yield kernel


def test_a_selector_loop_carries_a_reactor():
    """Linux and macOS need no thread."""
    loop = asyncio.new_event_loop()

    try:
        assert modes.carries_a_reactor(loop)
    finally:
        loop.close()


def test_a_proactor_loop_does_not(monkeypatch):
    """The choice is made by what the loop can do, not by the name of the system."""
    started = object()
    monkeypatch.setattr(modes, "start_in_thread", lambda: started)

    assert started is modes.begin(Proactor())


def test_the_magic_moves_the_reactor_before_its_first_use(bare):
    """The object stays the same, whoever has bound it."""
    bare.run("%reactor thread")

    cell = bare.run(
        "name = await task.deferLater(reactor, 0, lambda: threading.current_thread().name)\n"
        "name, threading.current_thread().name, reactor is before"
    )

    assert "('reactor', 'reactor', True)" == cell.text


def test_the_magic_refuses_when_the_reactor_is_in_use(bare):
    """What is open cannot be moved; the way out is in the message."""
    bare.run("timer = reactor.callLater(60, print)")

    cell = bare.run("%reactor thread")

    assert "restart the kernel" in cell.text


def test_the_magic_knows_two_modes(bare):
    """Any other word is answered by the two."""
    cell = bare.run("%reactor fast")

    assert "%reactor thread or %reactor asyncio" in cell.text
