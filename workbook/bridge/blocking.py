"""``%%blocking``: a cell that may block, while the reactor goes on.

``urllib``, ``ftplib``, ``socket`` or ``!curl`` against a server of the same notebook would
wait for a reactor that waits for them. A cell that begins with ``%%blocking`` runs in a
thread of its own; all else (output, last value, names, traceback) is as in any cell.
"""

from __future__ import annotations

import asyncio
import contextvars
import ctypes
import threading
from collections.abc import Coroutine
from typing import Any

from workbook.bridge import ledger

MARK = "%%blocking"
GRACE = 0.5  # seconds in which an interrupted thread may end by itself


class CannotAwait(SyntaxError):
    """A ``%%blocking`` cell awaits; its thread has no loop."""


class StillWaiting(RuntimeError):
    """An interrupted cell waits in a call that Python cannot break off."""


def is_blocking(source: str) -> bool:
    """Return whether a cell's text begins with ``%%blocking``."""
    return source.lstrip().partition("\n")[0].strip() == MARK


def without_mark(lines: list[str]) -> list[str]:
    """Transform a cell: the mark becomes an empty line, so that line numbers stay."""
    return ["\n", *lines[1:]] if lines and lines[0].strip() == MARK else lines


def drive(statements: Coroutine[Any, Any, bool]) -> bool:
    """Run to its end a coroutine that has nothing to wait for."""
    try:
        statements.send(None)
        statements.throw(CannotAwait("a %%blocking cell cannot await: take %%blocking away"))
    except StopIteration as done:
        return bool(done.value)
    statements.close()  # it caught our exception, and awaits again
    return True


async def run_in_thread(statements: Coroutine[Any, Any, bool]) -> bool:
    """Run a cell's statements in a thread, and wait for it.

    Raises:
        StillWaiting: the cell was interrupted, and the thread did not end.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bool] = loop.create_future()
    context = contextvars.copy_context()

    def body() -> None:
        raised = context.run(drive, statements)
        loop.call_soon_threadsafe(done.set_result, raised)

    thread = threading.Thread(target=body, name=MARK, daemon=True)
    thread.start()
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        interrupt(thread)
        await asyncio.wait([done], timeout=GRACE)
    if not done.done():
        raise StillWaiting("the cell was interrupted; its thread still waits, and does no harm")
    return done.result()


def interrupt(thread: threading.Thread) -> None:
    """Raise KeyboardInterrupt in *thread*, as soon as it runs Python again."""
    assert thread.ident is not None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt)
    )


def load(shell: Any) -> None:
    """Teach *shell* the cells that begin with ``%%blocking``."""
    run_ast_nodes, should_run_async = shell.run_ast_nodes, shell.should_run_async

    async def run(*args: Any, result: Any = None, **kwargs: Any) -> bool:
        run = ledger.current.get()
        statements = run_ast_nodes(*args, result=result, **kwargs)
        if run is None or not is_blocking(run.source):
            return bool(await statements)
        try:
            return await run_in_thread(statements)
        except StillWaiting as error:
            result.error_in_exec = error
            shell.showtraceback((StillWaiting, error, None))
            return True

    def should(source: str, **kwargs: Any) -> bool:
        return is_blocking(source) or should_run_async(source, **kwargs)

    shell.run_ast_nodes, shell.should_run_async = run, should
    shell.input_transformer_manager.line_transforms.insert(0, without_mark)
