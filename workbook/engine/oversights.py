"""What a look at an answer's text explains, when a check has failed."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from itertools import pairwise

from workbook.engine.troubles import Failed, NotStarted, Trouble
from workbook.report import Place

CALLED = (
    *("buildProtocol", "startedConnecting", "clientConnectionFailed", "clientConnectionLost"),
    *("startFactory", "stopFactory", "makeConnection", "connectionMade", "connectionLost"),
    *("dataReceived", "lineReceived", "rawDataReceived", "lineLengthExceeded", "stringReceived"),
    *("datagramReceived", "connectionRefused", "readConnectionLost", "writeConnectionLost"),
    *("getChild", "render_GET", "render_POST", "pauseProducing", "resumeProducing"),
    *("stopProducing", "registerProducer", "unregisterProducer", "timeoutConnection"),
)
"""Methods that Twisted calls by these very names."""

LIKE = 0.88  # how alike a misspelt name is: `dataRecieved`, not `dataArrived`
MISSPELT = "Twisted never calls `{}`. It calls `{}`: is that the one?"
LEFT_OVER = (
    "Your program still raises NotImplementedError, under lines that you have written. "
    "Are they finished? Then delete that line."
)


def explained(trouble: Trouble | None, source: bytes) -> Trouble | None:
    """Return what the text of an answer explains better than the *trouble* that it is in."""
    if trouble is None or (trouble.places and not isinstance(trouble, NotStarted)):
        return trouble
    try:
        text = source.decode()
        tree = ast.parse(text)
    except (ValueError, SyntaxError, RecursionError):
        return trouble
    if isinstance(trouble, NotStarted):
        under = trouble.places and is_left_over(tree, text, trouble.places[-1].line)
        return Failed(LEFT_OVER, trouble.places) if under else NotStarted(trouble.message)
    if (found := next(misspelt(tree), None)) is None or not isinstance(trouble, Failed):
        return trouble
    method, name = found
    place = Place(method.lineno, "", text.splitlines()[method.lineno - 1].strip())
    said = MISSPELT.format(method.name, name)
    return Failed(said, (place,), trouble.exchange, trouble.symptom or trouble.message)


def misspelt(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Yield each method that is probably meant to be called by Twisted, and its right name."""
    for owner in ast.walk(tree):
        methods = [
            each for each in ast.iter_child_nodes(owner) if isinstance(each, ast.FunctionDef)
        ]
        if not isinstance(owner, ast.ClassDef):
            continue
        there = {method.name for method in methods}
        for method in methods:
            name = nearest(method.name)
            if name and name not in there:
                yield method, name


def nearest(name: str) -> str:
    """Return the method of Twisted's that *name* is almost; nothing if it is one, or is none."""
    plain = {each.lower().replace("_", ""): each for each in CALLED}
    found = difflib.get_close_matches(name.lower().replace("_", ""), plain, n=1, cutoff=LIKE)
    return plain[found[0]] if found and name not in CALLED else ""


def is_left_over(tree: ast.Module, text: str, line: int) -> bool:
    """Whether the ``raise`` in *line* stands under code, and not under what is to be written."""
    for node in ast.walk(tree):
        body = getattr(node, "body", [])
        for before, after in pairwise(body if isinstance(body, list) else []):
            if after.lineno == line and isinstance(after, ast.Raise):
                between = text.splitlines()[before.end_lineno : line - 1]
                instructed = any(each.strip().startswith("#") for each in between)
                is_docstring = isinstance(before, ast.Expr) and isinstance(
                    before.value, ast.Constant
                )
                return not instructed and not is_docstring
    return False
