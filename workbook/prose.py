"""Read the Markdown of a chapter as the cells of its notebook.

A fence of ``python`` is a cell to run, ``**Exercise** [name](name.py)`` on a line of its own
is the cell of an exercise, and the text between is cut at headings. A comment on a line of
its own gives the next cell an id, or says what the last one must do.
"""

import re
from dataclasses import dataclass, field

BLOCK = re.compile(
    r"""
    ^```python\n (?P<code> (?s:.*?) ) ^```$
    | ^ (?P<quote> ```\w*\n (?s:.*?) ^``` ) $
    | ^<!--\ id:\ (?P<id> .+ )\ -->$
    | ^<!--\ shows:\ (?P<shows> .+ )\ -->$
    | ^<!--\ raises:\ (?P<raises> \w+ )\ -->$
    | ^\*\*Exercise\*\*\ \[(?P<exercise> \w+ )\]\((?P=exercise)\.py\)$
    | ^ (?P<heading> \#{1,6}\ .+ ) $
    | ^ (?P<wrong> (?: ```|<!--|\*\*Exercise ) .* ) $
    | ^ (?P<text> .* ) $
    """,
    re.MULTILINE | re.VERBOSE,
)


@dataclass
class Cell:
    """One cell: its kind (``text``, ``code`` or ``exercise``), and what a run must bring.

    The source of an exercise is its stub, which is not known here.
    """

    kind: str
    id: str
    source: str = ""
    shows: list[str] = field(default_factory=list)
    """What the output must contain."""

    raises: str = ""
    """The exception that must end the cell; none if empty."""


def cells(chapter: str) -> list[Cell]:
    """Return the cells of a chapter, each with an id that is its own.

    An id is the slug of the heading above and an ordinal; a cell with an id of its own is
    not counted. So a new cell changes the ids of its section at most.

    Raises:
        ValueError: a marker is misspelt, a fence is open, or two cells have one id; the
            text begins with the line.
    """
    reader = _Reader()
    for block in BLOCK.finditer(chapter):
        kind = block.lastgroup or ""
        try:
            reader.take(kind, block[kind])
        except ValueError as error:
            line = chapter.count("\n", 0, block.start()) + 1
            raise ValueError(f"line {line}: {error}") from None
    for cell in reader.cells:
        cell.source = cell.source.strip("\n")
    return reader.cells


class _Reader:
    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._section = ""
        self._ordinal = 0
        self._id = ""  # that the next cell was given

    def take(self, kind: str, text: str) -> None:
        if kind == "id":
            self._id = text
        elif kind in ("shows", "raises"):
            self._expect(kind, text)
        elif kind == "heading":
            self._section = self._id or _slug(text)
            self._ordinal = 0
            self._add("text", text)
        elif kind == "code":
            self._add("code", text)
        elif kind == "exercise":
            self._write(f"**Exercise** `{text}`")
            self._id = text
            self._add("exercise", "")
        elif kind == "wrong":
            raise ValueError(f"this is no marker that a chapter has, or it is not closed: {text}")
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        """Add a line to the text, or begin one."""
        if self.cells and self.cells[-1].kind == "text" and not self._id:
            self.cells[-1].source += f"\n{text}"
        elif text:
            self._add("text", text)

    def _expect(self, kind: str, text: str) -> None:
        if not self.cells or self.cells[-1].kind != "code":
            raise ValueError(f"`{kind}` stands under the cell that it is about")
        if kind == "shows":
            self.cells[-1].shows.append(text)
        else:
            self.cells[-1].raises = text

    def _add(self, kind: str, source: str) -> None:
        if not self._section:
            raise ValueError("a chapter begins with its heading")
        if not self._id:
            self._ordinal += 1
            self._id = f"{self._section}-{self._ordinal}"
        if not re.fullmatch(r"[\w-]{1,64}", self._id, re.ASCII):
            raise ValueError(f"an id has 1 to 64 of A-Z, a-z, 0-9, - and _, not {self._id!r}")
        if any(self._id == cell.id for cell in self.cells):
            raise ValueError(f"a second cell would be called {self._id!r}; say `<!-- id: … -->`")
        self.cells.append(Cell(kind, self._id, source))
        self._id = ""


def _slug(heading: str) -> str:
    """Return the ASCII words of a heading, which leave room for an ordinal in 64 letters."""
    return "-".join(re.findall(r"[a-z0-9]+", heading.lower()))[:60].strip("-") or "section"
