"""What each cell has opened, so that a cell can be run again.

A cell that listens on a port could not be run twice: "Address already in use".
Here every port, connection, timer and child belongs to one run of one cell, and is
closed before that cell runs again. Whoever the run's callbacks belong to is carried by
the context (`contextvars`), as ipykernel carries the cell that output belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from twisted.logger import Logger

current: ContextVar[Run | None] = ContextVar("workbook.bridge.run", default=None)
"""The run on whose behalf this code runs, in a cell and in its callbacks."""

_runs: dict[str, Run] = {}
_running: list[Run] = []  # the run that the kernel is busy with, if any
_log = Logger()


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be left open, and how to close it at once."""

    name: str
    close: Callable[[Any], object]
    is_open: Callable[[Any], bool]
    describe: Callable[[Any], str]


class Run:
    """One run of one cell, and what it has opened."""

    def __init__(self, cell: str, source: str, former: Run | None) -> None:
        self.cell = cell
        self.source = source
        self.former = former  # the run of the same cell before it, until that is closed
        self.closed = False
        self.context: Context | None = None
        self._opened: WeakKeyDictionary[Any, Kind] = WeakKeyDictionary()

    @property
    def title(self) -> str:
        """The first line that says something, to tell the learner which cell it was."""
        lines = (line.strip() for line in self.source.splitlines())
        return next((line for line in lines if line and line[0] not in "#%"), self.cell)

    def keep(self, resource: Any, kind: Kind) -> None:
        """Remember *resource*; a run that is over opens nothing, so then it is closed."""
        self._opened[resource] = kind
        if self.closed:
            self._close(resource, kind)

    def opened(self) -> Iterator[tuple[Any, Kind]]:
        """Yield what is open now, in the order of opening."""
        for resource, kind in list(self._opened.items()):
            if kind.is_open(resource):
                yield resource, kind

    def close(self) -> None:
        """Close everything, now; from here on its callbacks can open nothing more."""
        self.closed = True
        context = (self.context or copy_context()).copy()
        for resource, kind in self.opened():
            context.run(self._close, resource, kind)

    def _close(self, resource: Any, kind: Kind) -> None:
        with _log.failuresHandled("while closing a {kind}", kind=kind.name):
            kind.close(resource)


def begin(cell_id: str | None, source: str) -> None:
    """Begin a run of a cell.

    A front end that names no cell (a console, older ones) gets the hash of the
    source: the same text is then the same cell. A cell run by another cell (``%run``,
    ``run_cell``) belongs to that other one.
    """
    if not _running:
        cell = cell_id or hashlib.sha256(source.encode()).hexdigest()
        _running.append(_enter(Run(cell, source, _runs.get(cell))))


def renew() -> Run:
    """Give the running cell a new run; return it; the one until now is its former."""
    over = _running[0]
    _running[0] = _enter(Run(over.cell, over.source, over))
    return _running[0]


def _enter(run: Run) -> Run:
    _runs[run.cell] = run
    current.set(run)
    run.context = copy_context()
    return run


def end(result: Any) -> None:
    """End the run that gave *result* (None if it was cancelled); its things stay open."""
    if _running and (result is None or result.info.raw_cell == _running[0].source):
        _running.clear()


def running() -> Run | None:
    """Return the run that the kernel is busy with, if any."""
    return _running[0] if _running else None


def in_running_cell(function: Callable[..., object], *args: Any) -> None:
    """Call *function* so that it prints in the cell that runs now; for other threads."""
    run = running()
    context = run.context if run and run.context else copy_context()
    context.copy().run(function, *args)


def keep(resource: Any, kind: Kind) -> Any:
    """Write *resource* down under the cell on whose behalf this code runs; return it."""
    run = current.get()
    if run is not None:
        run.keep(resource, kind)
    return resource


def runs() -> list[Run]:
    """Return the last run of every cell, in the order of their first runs."""
    return list(_runs.values())


def opened() -> Iterator[tuple[Run, Any, Kind]]:
    """Yield all that is open in this notebook: whose it is, itself, and its kind."""
    for run in runs():
        for resource, kind in run.opened():
            yield run, resource, kind
