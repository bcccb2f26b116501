"""Build what is built: stubs from solutions, notebooks from chapters and stubs.

A built file carries a seal, a digest of the rest of it. If the seal does not fit, somebody
edited the file by hand, and building would lose their work.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook import prose, shelf, stub
from workbook.exercise import Exercise
from workbook.shelf import Chapter

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
UNSEALED = "0" * 16
SEAL = re.compile(r"(?<=\bbuilt )[0-9a-f]{16}(?= from )")


class Unbuildable(Exception):
    """A source cannot be built, or a built file may not be overwritten; says which and why."""


def built(root: Path = shelf.ROOT) -> dict[Path, str]:
    """Return the text of every built file, by path; write nothing.

    Raises:
        Unbuildable: a source is missing, or breaks a rule.
    """
    files: dict[Path, str] = {}
    for chapter in shelf.chapters(root):
        stubs = {exercise.name: _stub(exercise, root) for exercise in chapter.exercises}
        for exercise in chapter.exercises:
            files[shelf.stub(exercise, root)] = _sealed(stubs[exercise.name])
        files[root / "notebooks" / f"{chapter.name}.ipynb"] = _sealed(_notebook(chapter, stubs))
    return files


def stale(root: Path = shelf.ROOT) -> dict[Path, str]:
    """Return what `built` does, but only the files that are missing or differ."""
    return {
        path: text
        for path, text in built(root).items()
        if not path.exists() or path.read_text("utf-8") != text
    }


def write(root: Path = shelf.ROOT) -> list[Path]:
    """Write the stale files, and return their paths.

    Raises:
        Unbuildable: as in `built`, or one of them was edited by hand; then none is written.
    """
    files = stale(root)
    for path in files:
        if path.exists() and not _is_sealed(path.read_text("utf-8")):
            name = path.relative_to(root)
            raise Unbuildable(
                f"{name} was edited by hand. Move what you changed to the source "
                f"that it is built from, delete {name}, and build again."
            )
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(files)


def _stub(exercise: Exercise, root: Path) -> str:
    source = shelf.solution(exercise, root)
    with _blaming(source.relative_to(root)):
        text = stub.stub(source.read_text("utf-8"))
        return stub.with_notice(text, exercise.chapter, exercise.name, UNSEALED)


def _notebook(chapter: Chapter, stubs: dict[str, str]) -> str:
    source = f"chapters/{chapter.name}/chapter.md"
    with _blaming(Path(source)):
        cells = [_cell(each, stubs) for each in prose.cells(chapter.prose.read_text("utf-8"))]
    seal = f"built {UNSEALED} from {source}"
    book = new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "workbook": seal})
    nbformat.validate(book)
    return f"{nbformat.writes(book)}\n"


def _cell(cell: prose.Cell, stubs: dict[str, str]) -> nbformat.NotebookNode:
    if cell.kind == "text":
        linked = re.sub(r"\]\(\.\./(ch\w+)/chapter\.md\b", r"](\1.ipynb", cell.source)
        return new_markdown_cell(linked, id=cell.id)
    if cell.kind == "code":
        tags = {"tags": ["raises-exception"]} if cell.raises else {}
        return new_code_cell(cell.source, id=cell.id, metadata=tags)
    if cell.id not in stubs:
        raise ValueError(f"checks.py beside it has no exercise {cell.id!r}")
    text = stub.learners_copy(stubs[cell.id])
    return new_code_cell(text.rstrip("\n"), id=cell.id, metadata={"tags": ["exercise"]})


@contextmanager
def _blaming(source: Path) -> Iterator[None]:
    """Put the name of the source before what is wrong with it."""
    try:
        yield
    except OSError as error:
        raise Unbuildable(f"{source} cannot be read: {error.strerror}.") from error
    except SyntaxError as error:
        raise Unbuildable(f"{source}, line {error.lineno}: {error.msg}.") from error
    except ValueError as error:
        raise Unbuildable(f"{source}, {error}.") from error


def _sealed(text: str) -> str:
    return SEAL.sub(hashlib.sha256(text.encode()).hexdigest()[:16], text, count=1)


def _is_sealed(text: str) -> bool:
    return bool(SEAL.search(text)) and text == _sealed(SEAL.sub(UNSEALED, text, count=1))
