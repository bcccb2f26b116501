"""Where the statements of a cell run: on the reactor's thread, or beside it.

Plain cells run where the reactor runs, as a script would. A cell that begins with
``%%blocking`` runs in another thread: ``urllib``, ``ftplib``, ``socket`` or ``!curl`` against
a server of the same notebook would else wait for a reactor that waits for them. All else
(output, last value, names, traceback) is as in any cell.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from workbook.bridge import ledger
from workbook.bridge.interrupt import raise_in
from workbook.bridge.reactor import NotebookReactor

MARK = "%%blocking"
GRACE = 2.0  # seconds in which an interrupted cell may end by itself; less is too little at load

Statements = Coroutine[Any, Any, bool]
Started = tuple["asyncio.Future[bool]", Callable[[], object]]  # its end; how to break it off


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


def drive(statements: Statements) -> bool:
    """Run to its end a coroutine that has nothing to wait for."""
    try:
        statements.send(None)
        statements.throw(CannotAwait("a %%blocking cell cannot await: take %%blocking away"))
    except StopIteration as done:
        return bool(done.value)
    statements.close()  # it caught our exception, and awaits again
    return True


def in_thread(statements: Statements) -> Started:
    """Start a cell that blocks in a thread of its own, beside the reactor."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bool] = loop.create_future()
    context = contextvars.copy_context()

    def body() -> None:
        raised = context.run(drive, statements)
        loop.call_soon_threadsafe(done.set_result, raised)

    thread = threading.Thread(target=body, name=MARK, daemon=True)
    thread.start()
    return done, lambda: raise_in(thread.ident, KeyboardInterrupt)


def on_loop(statements: Statements, there: asyncio.AbstractEventLoop) -> Started:
    """Start a cell on the reactor's loop, which runs in another thread."""
    here = asyncio.get_running_loop()
    done: asyncio.Future[bool] = here.create_future()
    tasks: list[asyncio.Task[bool]] = []

    def start() -> None:
        tasks.append(there.create_task(statements))
        tasks[0].add_done_callback(ended)

    def ended(task: asyncio.Task[bool]) -> None:
        here.call_soon_threadsafe(done.set_result, task.cancelled() or task.result())

    there.call_soon_threadsafe(start)
    return done, lambda: there.call_soon_threadsafe(lambda: tasks[0].cancel())


async def end(done: asyncio.Future[bool], break_off: Callable[[], object]) -> bool:
    """Wait for a cell's statements elsewhere; return whether they raised.

    Raises:
        StillWaiting: the cell was interrupted, and its thread did not end.
    """
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        break_off()
        await asyncio.wait([done], timeout=GRACE)
    if not done.done():
        raise StillWaiting(
            "the cell was stopped, but its thread waits in a call that nothing can break off"
        )
    return done.result()


def load(shell: Any, reactor: NotebookReactor) -> None:
    """Make *shell* run each cell in its place, and close what its last run opened."""
    run_ast_nodes, should_run_async = shell.run_ast_nodes, shell.should_run_async

    async def run(*args: Any, result: Any = None, **kwargs: Any) -> bool:
        run = ledger.current.get()
        statements = run_ast_nodes(*args, result=result, **kwargs)
        if run is None:
            return bool(await statements)
        at_home = threading.get_ident() == reactor.thread
        if at_home:
            reactor.close_former(run)
        else:
            reactor.loop.call_soon_threadsafe(reactor.close_former, run)
        if is_blocking(run.source) != at_home:
            return bool(await statements) if at_home else drive(statements)
        started = in_thread(statements) if at_home else on_loop(statements, reactor.loop)
        try:
            return await end(*started)
        except StillWaiting as error:
            result.error_in_exec = error
            shell.showtraceback((StillWaiting, error, None))
            return True

    def should(source: str, **kwargs: Any) -> bool:
        elsewhere = is_blocking(source) or threading.get_ident() != reactor.thread
        return elsewhere or should_run_async(source, **kwargs)

    shell.run_ast_nodes, shell.should_run_async = run, should
    shell.input_transformer_manager.line_transforms.insert(0, without_mark)
