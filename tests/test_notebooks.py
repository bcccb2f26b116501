"""Every built notebook runs: as a reader finds it, and with the worked answers in it.

As shipped it runs with the reactor in both its homes. ``--soak`` does so with the answers.
"""

import nbformat
import pytest

from workbook import nbexec, prose, shelf, words


def run(chapter, home, verdict, prepare=lambda book: book):
    """Return the faults of a run in which each exercise's card must give the *verdict*."""
    book = nbformat.read(shelf.ROOT / "notebooks" / f"{chapter.name}.ipynb", as_version=4)
    promises = prose.cells(chapter.prose.read_text("utf-8"))
    for cell in promises:
        if "exercise" == cell.kind:
            cell.shows = [f"{cell.id}: {verdict}"]

    return nbexec.faults(nbexec.run(prepare(book), home), promises)


@pytest.fixture
def mode(request, monkeypatch):
    """Where the reactor of the test's kernel lives: on its own loop, or in a thread."""
    monkeypatch.setenv("WORKBOOK_REACTOR", request.param)


@pytest.mark.parametrize("chapter", shelf.chapters(), ids=lambda chapter: chapter.name)
class TestNotebook:
    """The notebook of one chapter."""

    @pytest.mark.usefixtures("mode")
    @pytest.mark.parametrize("mode", ["asyncio", "thread"], indirect=True)
    def test_it_runs_as_shipped(self, chapter, tmp_path):
        """Who has written nothing can run all cells; what they promise comes true."""
        faults = run(chapter, tmp_path, "not started")

        assert not faults, "\n\n".join(faults)

    def test_it_runs_with_the_solutions(self, chapter, tmp_path):
        """Who has written all of it sees every exercise done."""
        faults = run(chapter, tmp_path, words.DONE, nbexec.with_solutions)

        assert not faults, "\n\n".join(faults)

    def test_it_begins_with_its_title_and_the_workbook(self, chapter):
        """Everything else needs the reactor."""
        title, *_ = cells = prose.cells(chapter.prose.read_text("utf-8"))
        code = [cell.source for cell in cells if "code" == cell.kind]

        assert title.source.startswith(f"# {chapter.title}\n")
        assert ["%load_ext workbook"] == code[:1]
