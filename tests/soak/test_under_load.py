"""A right answer must pass on a busy machine too."""

import multiprocessing

import pytest

from workbook import card_text, shelf
from workbook.card import Card
from workbook.engine import judge
from workbook.report import Outcome

BUSY = 2  # processes that compute beside the checks
ROUNDS = 10


def compute():
    """Keep one processor busy until somebody ends it."""
    while True:
        sum(range(10_000))


@pytest.fixture(scope="module", autouse=True)
def load():
    """Busy processes beside every test of this module."""
    context = multiprocessing.get_context("spawn")
    busy = [context.Process(target=compute, daemon=True) for _ in range(BUSY)]
    for process in busy:
        process.start()
    yield
    for process in busy:
        process.kill()
        process.join()


@pytest.mark.parametrize("round", range(ROUNDS))
@pytest.mark.parametrize("name", shelf.exercises())
def test_a_solution_passes_under_load(name, round):
    """No check depends on how busy the machine is."""
    exercise = shelf.exercise(name)

    report = judge.check(exercise, shelf.solution(exercise).read_bytes())

    assert Outcome.PASSED is report.outcome, card_text.text(Card(report))
