"""With the worked answers in them, the notebooks run in thread mode too."""

import pytest
from test_notebooks import run

from workbook import nbexec, shelf, words


@pytest.mark.parametrize("chapter", shelf.chapters(), ids=lambda chapter: chapter.name)
def test_a_notebook_runs_with_the_solutions(chapter, tmp_path, monkeypatch):
    """Where the reactor lives makes no difference to an exercise."""
    monkeypatch.setenv("WORKBOOK_REACTOR", "thread")

    faults = run(chapter, tmp_path, words.DONE, nbexec.with_solutions)

    assert not faults, "\n\n".join(faults)
