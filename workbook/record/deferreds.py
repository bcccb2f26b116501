"""Deferreds that somebody's own code adds callbacks to, or that a coroutine awaits."""

from __future__ import annotations

import linecache
import reprlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from twisted.internet import defer
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from workbook.record.names import name_of
from workbook.record.patches import Method, Patches
from workbook.record.recording import Chain, Recording, Rung

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

    def pair(self, method: Method) -> Method:
        """Wrap ``addCallbacks``."""

        def add(deferred: Any, callback: Any, errback: Any = None, *args: Any, **kw: Any) -> Any:
            place = self._added(deferred, callback, errback)
            noted = (each and self._noted(place, each) for each in (callback, errback))
            return method(deferred, *noted, *args, **kw)

        return add

    def single(self, method: Method) -> Method:
        """Wrap ``addCallback``, ``addErrback`` or ``addBoth``: none of them calls another."""
        rails = method.__name__ != "addErrback", method.__name__ != "addCallback"

        def add(deferred: Any, function: Any, *args: Any, **kw: Any) -> Any:
            if function is defer._gotResultInlineCallbacks:
                place = self._awaited(*args)
            else:
                place = self._added(deferred, *(function if rail else None for rail in rails))
            return method(deferred, self._noted(place, function), *args, **kw)

        return add

    def finish(self) -> None:
        """Write down the results, as far as there are any."""
        for deferred, number in self._numbers.items():
            result = getattr(deferred, "result", deferred)
            if not isinstance(result, Deferred):  # neither unfired nor waiting
                chain = self._run.chains[number]._replace(rail=rail(result), result=shown(result))
                self._run.chains[number] = chain

    def _added(self, deferred: Deferred[Any], callback: Any, errback: Any) -> int | None:
        """Return the place of a new rung; None if it is one of Twisted's own."""
        if is_machinery(getattr(callback or errback, "__module__", None) or ""):
            return None
        names = (name_of(each) if each else "" for each in (callback, errback))
        return self._rung(deferred, "", *names)

    def _awaited(self, waiting: Any, coroutine: Any, status: Any, context: Any) -> int | None:
        """Return the place of a new rung on the chain of a coroutine, or of a generator."""
        inner = coroutine
        while hasattr(getattr(inner, "cr_await", None), "cr_frame"):  # what it awaits is one too
            inner = inner.cr_await
        frame = getattr(inner, "cr_frame", None) or getattr(inner, "gi_frame", None)
        if frame is None or is_machinery(frame.f_globals.get("__name__", "")):
            return None
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        line = line or f"line {frame.f_lineno}"
        return self._rung(status.deferred, coroutine.__qualname__, line, line)

    def _rung(self, deferred: Deferred[Any], name: str, callback: str, errback: str) -> int:
        if deferred not in self._numbers:
            self._numbers[deferred] = len(self._run.chains)
            self._run.chains.append(Chain(name, "", ""))
        self._run.rungs.append(Rung(self._numbers[deferred], callback, errback))
        return len(self._run.rungs) - 1

    def _noted(self, place: int | None, function: Any) -> Any:
        """Return *function*; if it has a place, it notes there what it runs with."""
        if place is None:
            return function

        def noted(result: Any, *args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            rung = self._run.rungs[place]
            self._run.rungs[place] = rung._replace(took=rail(result), given=shown(result))
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
