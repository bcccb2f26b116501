"""``reactor.run()`` and ``react(main)`` at the top level of a cell, pasted from a script.

The reactor runs already, and whoever waits for its end would wait for the kernel's end.
At the top level of a cell, such a call becomes an ``await`` that ends at
``reactor.stop()``, or when the stop button is pressed: then the program has ended, and
what its cell had opened is closed. Inside a function it cannot wait, and says so.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from twisted.internet import task
from twisted.internet.defer import CancelledError, Deferred, ensureDeferred

from workbook.bridge import ledger
from workbook.bridge.reactor import NotebookReactor

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
original_react = task.react


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that may run a reactor, outside functions; the last one first."""
    for child in reversed(list(ast.iter_child_nodes(node))):
        if not isinstance(child, SCOPES):
            yield from calls(child)
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("reactor.run", "react")):
        yield node


def wait_at_top_level(lines: list[str]) -> list[str]:
    """Transform a cell: ``f(x)`` becomes ``await get_ipython().run_program(f, x)``."""
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:
        return lines  # the shell will say it better
    encoded = [line.encode() for line in lines]  # a column of the tree counts bytes
    for call in calls(tree):
        comma = b", " if call.args or call.keywords else b""
        replace(encoded, call.func.end_lineno, call.func.end_col_offset, b"(", comma)
        replace(encoded, call.lineno, call.col_offset, b"", b"await get_ipython().run_program(")
    return [line.decode() for line in encoded]


def replace(
    lines: list[bytes], row: int | None, column: int | None, old: bytes, new: bytes
) -> None:
    """Put *new* in the place of *old*, the next such text at a node's position."""
    assert row is not None and column is not None
    line = lines[row - 1]
    lines[row - 1] = line[:column] + line[column:].replace(old, new, 1)


def program(reactor: NotebookReactor, function: Any, arguments: Sequence[Any]) -> Any:
    """Return the Deferred that ends when the program does; None if it runs no reactor."""
    if function == reactor.run:
        print("reactor.run() waits here, until reactor.stop() or the stop button.")
        return Deferred()
    if function in (task.react, original_react):
        main, argv = (*arguments, ())[:2]
        return ensureDeferred(main(reactor, *argv))
    return None


def load(shell: Any, reactor: NotebookReactor) -> None:
    """Teach *shell* to wait for pasted programs."""

    async def run_program(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        ended = program(reactor, function, args)
        if ended is None:  # it was another `react`, or a reactor of the learner's own
            return function(*args, **kwargs)
        reactor.programs.add(ended)
        try:
            await ended
        except (CancelledError, asyncio.CancelledError):
            return None  # as in a script: reactor.stop() and Ctrl-C end run() without a word
        finally:
            reactor.programs.discard(ended)
            reactor.close_former(ledger.renew())

    def react(main: Callable[..., Any], argv: Sequence[Any] = (), _reactor: Any = None) -> Any:
        print("react() cannot wait inside a function: the notebook's reactor runs already.")
        return ensureDeferred(main(reactor, *argv))

    task.react = react  # type: ignore[assignment]
    shell.run_program = run_program
    shell.input_transformers_post.append(wait_at_top_level)
