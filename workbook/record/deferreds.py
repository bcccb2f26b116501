"""Deferreds that somebody's own code adds callbacks to, or that a coroutine awaits."""

from __future__ import annotations

import linecache
import reprlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from twisted.internet import defer
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from workbook.record.names import name_of
from workbook.record.patches import Method, Patches
from workbook.record.recording import Chain, Recording, Rung

Note = Callable[[Any], None]

MACHINERY = ("twisted.", "workbook.", "asyncio.")

_spelling = reprlib.Repr()
_spelling.maxstring = _spelling.maxother = 60


@contextmanager
def recorded_deferreds(run: Recording) -> Iterator[None]:
    """Record into *run* each callback that is added, what it ran with, and the results."""
    chains = Chains(run)
    with Patches() as patches:
        patches.wrap(Deferred, "addCallbacks", chains.pair)
        patches.wrap(Deferred, "addCallback", chains.single)
        patches.wrap(Deferred, "addErrback", chains.single)
        patches.wrap(Deferred, "addBoth", chains.single)
        patches.wrap(Deferred, "_runCallbacks", chains.running)
        try:
            yield
        finally:
            patches.close()
            chains.finish()


class Chains:
    """Notes the rungs of each chain, in the order in which they were added."""

    def __init__(self, run: Recording) -> None:
        self._run = run
        self._numbers: WeakKeyDictionary[Deferred[Any], int] = WeakKeyDictionary()
        self._taken: set[int] = set()  # results that Twisted has handed to an await elsewhere

    def pair(self, method: Method) -> Method:
        """Wrap ``addCallbacks``."""

        def add(deferred: Any, callback: Any, errback: Any = None, *args: Any, **kw: Any) -> Any:
            note = self._added(deferred, callback, errback)
            noted = (each and noting(note, each) for each in (callback, errback))
            return method(deferred, *noted, *args, **kw)

        return add

    def single(self, method: Method) -> Method:
        """Wrap ``addCallback``, ``addErrback`` or ``addBoth``: none of them calls another."""
        rails = method.__name__ != "addErrback", method.__name__ != "addCallback"

        def add(deferred: Any, function: Any, *args: Any, **kw: Any) -> Any:
            if function is defer._gotResultInlineCallbacks:
                note = self._awaited(*args)
            else:
                note = self._added(deferred, *(function if rail else None for rail in rails))
            return method(deferred, noting(note, function), *args, **kw)

        return add

    def running(self, method: Method) -> Method:
        """Wrap ``_runCallbacks``, after which there may be a result."""

        def _runCallbacks(deferred: Any) -> None:
            __tracebackhide__ = True
            method(deferred)
            self._note_result(deferred)

        return _runCallbacks

    def finish(self) -> None:
        """Write down the results of those that waited for another one."""
        for deferred in list(self._numbers):
            self._note_result(deferred)

    def _note_result(self, deferred: Deferred[Any]) -> None:
        number, result = self._numbers.get(deferred), getattr(deferred, "result", deferred)
        if number is not None and not isinstance(result, Deferred):  # neither unfired nor waiting
            self._result(number, result)

    def _result(self, number: int, result: Any) -> None:
        if number not in self._taken:
            chain = self._run.chains[number]._replace(rail=rail(result), result=shown(result))
            self._run.chains[number] = chain

    def _added(self, deferred: Deferred[Any], callback: Any, errback: Any) -> Note | None:
        """Return what notes the value of a new rung."""
        if not is_machinery(getattr(callback or errback, "__module__", None) or ""):
            names = (name_of(each) if each else "" for each in (callback, errback))
            return self._rung(deferred, "", *names)
        number = self._numbers.get(deferred)

        def take(number: int, result: Any) -> None:
            self._result(number, result)
            self._taken.add(number)

        return None if number is None else partial(take, number)

    def _awaited(self, waiting: Any, coroutine: Any, status: Any, context: Any) -> Note | None:
        """Return what notes the value of a new rung, of a coroutine or a generator."""
        inner = coroutine
        while hasattr(getattr(inner, "cr_await", None), "cr_frame"):  # what it awaits is one too
            inner = inner.cr_await
        frame = getattr(inner, "cr_frame", None) or getattr(inner, "gi_frame", None)
        if frame is None or is_machinery(frame.f_globals.get("__name__", "")):
            return None
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        line = line or f"line {frame.f_lineno}"
        return self._rung(status.deferred, coroutine.__qualname__, line, line)

    def _rung(self, deferred: Deferred[Any], name: str, callback: str, errback: str) -> Note:
        number = self._numbers.setdefault(deferred, len(self._run.chains))
        if number == len(self._run.chains):
            self._run.chains.append(Chain(name, "", ""))
        place = len(self._run.rungs)
        self._run.rungs.append(Rung(number, callback, errback))

        def note(result: Any) -> None:
            self._taken.discard(number)  # it was no await, but a timeout or such
            rung = self._run.rungs[place]
            self._run.rungs[place] = rung._replace(took=rail(result), given=shown(result))

        return note


def noting(note: Note | None, function: Any) -> Any:
    """Return *function*, which first notes what it runs with."""
    if note is None:
        return function

    def noted(result: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        note(result)
        return function(result, *args, **kwargs)

    return noted


def is_machinery(module: str) -> bool:
    """Return whether a module is none that a learner writes."""
    return f"{module}.".startswith(MACHINERY)


def rail(result: Any) -> str:
    """Return which of the two functions of a rung runs with *result*."""
    return "errback" if isinstance(result, Failure) else "callback"


def shown(result: Any) -> str:
    """Return *result* in at most about 60 characters."""
    if isinstance(result, Failure):
        said = f"{result.type.__name__}: {result.getErrorMessage()}"
        return said if len(said) <= 60 else f"{said[:59]}…"
    return _spelling.repr(result)
