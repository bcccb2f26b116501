"""Tests for workbook.build and workbook.prose; the last ones hold the whole book."""

import re

import nbformat
import pytest

from workbook import build, prose, shelf, stub

CHAPTER = """\
# 1. Numbers

It takes a minute.

```python
%load_ext workbook
```

## What comes next?

Look at [the next chapter](../ch02_more/chapter.md#end).

```text
# no heading
```

<details><summary>Two?</summary>

Yes.

</details>

```python
print(1 + 1)
```
<!-- shows: 2 -->

```python
1 / 0
```
<!-- raises: ZeroDivisionError -->
<!-- shows: by zero -->

**Exercise** [successor](successor.py)

That was `successor`.

<!-- id: farewell -->
```python
print("bye")
```
"""

CHECKS = """\
from workbook.exercise import Exercise

successor = Exercise("successor", "core", ("Add.", "Add one.", "Add `1` to `n`."))
"""

SOLUTION = """\
# exercise: successor
def successor(n):
    # YOUR TURN: one line.
    return n + 1
"""

IDS = [
    "1-numbers-1",
    "1-numbers-2",
    "what-comes-next-1",
    "what-comes-next-2",
    "what-comes-next-3",
    "what-comes-next-4",
    "successor",
    "what-comes-next-5",
    "farewell",
]


@pytest.fixture
def root(tmp_path):
    """A workbook of one chapter."""
    files = {
        "chapters/ch01_one/chapter.md": CHAPTER,
        "chapters/ch01_one/checks.py": CHECKS,
        "solutions/ch01_one/successor.py": SOLUTION,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def ids(chapter):
    return [cell.id for cell in prose.cells(chapter)]


def notebook(root):
    return nbformat.read(root / "notebooks/ch01_one.ipynb", as_version=4)


class TestProse:
    """A chapter as cells."""

    def test_text_is_cut_at_headings_and_fences(self):
        """Each cell is in one section, and is called after it."""
        cells = prose.cells(CHAPTER)

        assert IDS == [cell.id for cell in cells]
        assert "# 1. Numbers\n\nIt takes a minute." == cells[0].source
        assert "# no heading" in cells[2].source
        assert cells[5].source.strip().endswith("**Exercise** `successor`")

    def test_what_a_run_must_bring_is_no_text(self):
        """Its markers stay with the cell, and out of the notebook."""
        two, failure = prose.cells(CHAPTER)[3:5]

        assert (["2"], "") == (two.shows, two.raises)
        assert (["by zero"], "ZeroDivisionError") == (failure.shows, failure.raises)
        assert not [cell for cell in prose.cells(CHAPTER) if "<!--" in cell.source]

    def test_a_new_cell_changes_ids_in_its_section_only(self):
        """So a new edition can be merged into a notebook in use, cell by cell."""
        longer = CHAPTER.replace("## What", "```python\nx\n```\n\nSo.\n\n## What")

        assert [*IDS[:2], "1-numbers-3", "1-numbers-4", *IDS[2:]] == ids(longer)

    def test_a_new_cell_with_an_id_changes_no_other(self):
        """An author can insert one into a section that people have notebooks of."""
        inserted = "<!-- id: new -->\n```python\nx\n```\n```python\nprint(1"

        assert {*IDS, "new"} == {*ids(CHAPTER.replace("```python\nprint(1", inserted))}

    @pytest.mark.parametrize(
        ("line", "why", "chapter"),
        [
            (1, "begins with its heading", "Hello.\n"),
            (3, "no marker", "# A\n\n<!-- show: 2 -->\n"),
            (3, "not closed", "# A\n\n```python\nx\n"),
            (3, "no marker", "# A\n\n**Exercise** [one](two.py)\n"),
            (3, "under the cell", "# A\n\n<!-- shows: 2 -->\n"),
            (3, "second cell would be called 'a-1'", "# A\n\n# A\n"),
            (2, "not 'ä'", "<!-- id: ä -->\n# A\n"),
        ],
    )
    def test_a_slip_is_refused_with_its_line(self, line, why, chapter):
        """A misspelt marker must not become text that nobody reads."""
        with pytest.raises(ValueError, match=f"^line {line}: .*{why}"):
            prose.cells(chapter)


class TestBuild:
    """From sources to files."""

    def test_a_stub_and_a_notebook_are_written_once(self, root):
        """Then nothing is stale, and the same sources give the same bytes."""
        written = build.write(root)

        assert ["ch01_one.ipynb", "successor.py"] == sorted(path.name for path in written)
        assert {} == build.stale(root)
        assert [] == build.write(root)

    def test_the_exercise_cell_is_the_learners_file(self, root):
        """Cell = file: the notebook holds the stub, without the notice."""
        build.write(root)

        cell = next(cell for cell in notebook(root).cells if "successor" == cell.id)

        assert stub.stub(SOLUTION) == f"{cell.source}\n"
        built = (root / "chapters/ch01_one/successor.py").read_text("utf-8")
        assert stub.stub(SOLUTION) == stub.learners_copy(built)

    def test_a_notebook_is_plain(self, root):
        """Ids, tags that Jupyter knows, links to notebooks; no outputs."""
        build.write(root)

        cells = {cell.id: cell for cell in notebook(root).cells}

        assert IDS == list(cells)
        assert "(ch02_more.ipynb#end)" in cells["what-comes-next-1"].source
        assert ["raises-exception"] == cells["what-comes-next-3"].metadata.tags
        assert ["exercise"] == cells["successor"].metadata.tags
        assert not any(cell.get("outputs") for cell in cells.values())

    @pytest.mark.parametrize("name", ["notebooks/ch01_one.ipynb", "chapters/ch01_one/successor.py"])
    def test_a_file_edited_by_hand_is_not_overwritten(self, root, name):
        """Nothing is written at all, and the sentence says what to do."""
        build.write(root)
        edited = (root / name).read_text("utf-8").replace("YOUR TURN", "MY TURN")
        (root / name).write_text(edited, "utf-8")
        (root / "solutions/ch01_one/successor.py").write_text(
            SOLUTION.replace("one line", "a line"), "utf-8"
        )

        with pytest.raises(build.Unbuildable, match=f"{name} was edited by hand.*delete {name}"):
            build.write(root)

        assert edited == (root / name).read_text("utf-8")
        assert 2 == len(build.stale(root))

    def test_a_changed_source_overwrites_what_was_only_built(self, root):
        """The seal tells a stale file from an edited one."""
        build.write(root)
        changed = SOLUTION.replace("one line", "a line")
        (root / "solutions/ch01_one/successor.py").write_text(changed, "utf-8")

        assert 2 == len(build.write(root))

    @pytest.mark.parametrize(
        ("name", "text", "why"),
        [
            ("solutions/ch01_one/successor.py", "x = 1\n", "line 1: nothing to do"),
            ("solutions/ch01_one/successor.py", "x = (\n", "line 1: '(' was never closed"),
            ("solutions/ch01_one/successor.py", SOLUTION[2:], "line 1: write `# exercise"),
            ("solutions/ch01_one/successor.py", None, "cannot be read: No such file"),
            ("chapters/ch01_one/chapter.md", "# A\n<!-- x -->", "line 2: this is no marker"),
            (
                "chapters/ch01_one/chapter.md",
                "# A\n**Exercise** [two](two.py)\n",
                "checks.py beside it has no exercise 'two'",
            ),
        ],
    )
    def test_a_source_that_cannot_be_built_is_named(self, root, name, text, why):
        """One sentence: which file, which line, what is wrong."""
        if text is None:
            (root / name).unlink()
        else:
            (root / name).write_text(text, "utf-8")

        with pytest.raises(build.Unbuildable, match=f"^{name}, |^{name} ") as refusal:
            build.write(root)

        assert why in str(refusal.value)


class TestBook:
    """The workbook itself."""

    def test_there_are_chapters(self):
        """Else the tests below would say nothing."""
        assert shelf.chapters()

    def test_what_is_built_is_fresh(self):
        """Who changes a source builds: ``python -m workbook build``."""
        assert [] == [str(path.relative_to(shelf.ROOT)) for path in build.stale()]

    def test_nothing_else_lies_among_what_is_built(self):
        """A renamed exercise leaves no stub behind, and a chapter no notebook."""
        places = [*shelf.ROOT.glob("chapters/*/*.py"), *shelf.ROOT.glob("notebooks/*")]
        sources = {chapter.folder / "checks.py" for chapter in shelf.chapters()}

        assert {*build.built()} == {*places} - sources

    @pytest.mark.parametrize("chapter", shelf.chapters(), ids=lambda chapter: chapter.name)
    def test_links_lead_somewhere(self, chapter):
        """A relative link in a notebook is another notebook of the book."""
        path = shelf.ROOT / "notebooks" / f"{chapter.name}.ipynb"
        book = nbformat.reads(build.built()[path], as_version=4)
        texts = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")

        links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", texts)

        assert {*links} <= {each.name for each in build.built() if each.suffix == ".ipynb"}
