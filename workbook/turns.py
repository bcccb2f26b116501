"""Find the turns in a solution: the parts that a learner writes.

A turn begins with a comment on a line of its own::

    # YOUR TURN: what to do

Above statements it is that paragraph (*fill*); directly above a ``def`` or a ``class``, the
body of that function or of all its methods (*write*). If ``# END OF YOUR TURN`` follows, it
is all between the two (*build*), and the stub keeps the outline of the definitions that the
instruction names in backquotes. Everything else stays: imports are the first nudge, and class
attributes, like signatures, say what the methods are about.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

TURN = "# YOUR TURN: "
END = "# END OF YOUR TURN"
LEFT_TO_WRITE = "raise NotImplementedError"
FILL_LIMIT = 8  # lines; a longer paragraph is a function that has no name yet

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True)
class Cut:
    """The rows from *start* up to *stop*, counted from 0, and the lines to put there."""

    start: int
    stop: int
    instead: list[str]


@dataclass(frozen=True)
class Turn:
    """One thing for the learner to write: ``fill``, ``write`` or ``build``."""

    size: str
    cuts: list[Cut]


def turns(solution: str) -> list[Turn]:
    """Return the turns from top to bottom.

    Raises:
        ValueError: there is none, or one would give a part of the answer away; the text
            begins with the line.
        SyntaxError: the solution is not Python.
    """
    source = _Source(solution)
    found: list[Turn] = []
    stop = 0  # the row under the last cut
    markers = list(_markers(solution))
    for row, after in zip_longest(markers, markers[1:]):
        if source.is_end(row) and stop == row + 1:
            continue
        if source.is_end(row):
            raise _refusal(row, f"`{END}` ends nothing")
        if row < stop:
            raise _refusal(row, "a turn begins inside a turn")
        end = after if after is not None and source.is_end(after) else None
        found.append(source.turn(row, end))
        stop = found[-1].cuts[-1].stop
    if not found:
        raise _refusal(0, f"nothing to do: the solution has no `{TURN}…`")
    return found


def _markers(solution: str) -> Iterator[int]:
    """Yield the row of each marker; refuse a misspelt one, which would hide nothing."""
    for token in tokenize.generate_tokens(io.StringIO(solution).readline):
        if token.type != tokenize.COMMENT or "YOUR TURN" not in token.string.upper():
            continue
        row = token.start[0] - 1
        alone = token.line.strip() == token.string
        if not alone or not (token.string.startswith(TURN) or token.string == END):
            raise _refusal(row, f"write `{TURN}…` or `{END}`, on a line of its own")
        yield row


def _refusal(row: int, why: str) -> ValueError:
    return ValueError(f"line {row + 1}: {why}")


class _Source:
    """A solution as lines, which are cut, and as definitions, which say where."""

    def __init__(self, text: str) -> None:
        self._lines = [*text.split("\n"), ""]  # so that a row has one under it
        self._tree = ast.parse(text)
        nodes = ast.walk(self._tree)
        self._at = {_row(node): node for node in nodes if isinstance(node, Definition)}

    def is_end(self, row: int) -> bool:
        return self._lines[row].strip() == END

    def turn(self, row: int, end: int | None) -> Turn:
        """Return the turn whose marker is at *row*, closed at *end* if it is a build."""
        under = row + 1
        while under != end and self._lines[under].strip().startswith("#"):
            under += 1  # the instruction may take several lines
        if end is not None:
            return Turn("build", [self._build(row, under, end)])
        if under in self._at:
            return Turn("write", self._write(row, self._at[under]))
        return Turn("fill", [self._fill(row, under)])

    def _fill(self, row: int, under: int) -> Cut:
        indent = self._indent(row)
        stop = under
        while self._lines[stop].strip() and self._indent(stop) >= indent:
            stop += 1
        if not 1 <= stop - under <= FILL_LIMIT:
            raise _refusal(row, f"a paragraph has 1 to {FILL_LIMIT} lines, not {stop - under}")
        if not self._lines[stop] and re.match(rf" {{{indent}}}[^#]", self._lines[stop + 1]):
            raise _refusal(stop + 1, "a blank line cuts this turn in two")
        return Cut(under, stop, [" " * indent + LEFT_TO_WRITE])

    def _write(self, row: int, node: Definition) -> list[Cut]:
        cuts = [self._body(function) for function in _functions(node)]
        if not cuts:
            raise _refusal(row, f"`{node.name}` has no method to write")
        return cuts

    def _build(self, row: int, under: int, end: int) -> Cut:
        names = re.findall(r"`(\w+)", "\n".join(self._lines[row:under]))
        kept = [
            self._outline(node)
            for node in self._tree.body
            if under <= _row(node) < end and isinstance(node, Definition) and node.name in names
        ]
        if not any(LEFT_TO_WRITE in line for outline in kept for line in outline):
            raise _refusal(row, "name in backquotes what must exist, such as `make_factory`")
        return Cut(under, end + 1, "\n\n\n".join("\n".join(each) for each in kept).split("\n"))

    def _outline(self, node: Definition) -> list[str]:
        """Return a definition with nothing in it; of a class, only what is public."""
        body = self._body(node)
        header = self._lines[_row(node) : body.start]
        if isinstance(node, Function):
            return header + body.instead
        methods = [each for each in node.body if isinstance(each, Function) and _public(each)]
        return header + [line for each in methods for line in ["", *self._outline(each)]]

    def _body(self, node: Definition) -> Cut:
        """Cut all that is under the header and the docstring, comments too."""
        first = node.body[0]
        start = _row(first)
        if ast.get_docstring(node) is not None:
            start = first.end_lineno or 0
        while self._lines[start - 1].strip()[:1] == "#":
            start -= 1
        if start < node.lineno:
            raise _refusal(node.lineno - 1, f"`{node.name}` has its body on the header's line")
        stop = max(start, node.end_lineno or 0)
        while self._lines[stop].strip()[:1] == "#" and self._indent(stop) > node.col_offset:
            stop += 1
        return Cut(start, stop, [" " * (node.col_offset + 4) + LEFT_TO_WRITE])

    def _indent(self, row: int) -> int:
        return len(self._lines[row]) - len(self._lines[row].lstrip())


def _row(node: ast.stmt) -> int:
    """Return the row of a statement, counted from 0; a decorator belongs to it."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return (decorators[0].lineno if decorators else node.lineno) - 1


def _functions(node: Definition) -> Iterator[Function]:
    """Yield the function itself, or every method of a class."""
    if isinstance(node, Function):
        yield node
    else:
        for each in node.body:
            if isinstance(each, Definition):
                yield from _functions(each)


def _public(function: Function) -> bool:
    return not function.name.startswith("_") or function.name.endswith("__")
