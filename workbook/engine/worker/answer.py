"""The answer: the learner's module, and the objects that a check has handles on."""

from __future__ import annotations

import inspect
import linecache
import sys
import types
from collections.abc import Callable
from typing import Any

from workbook.engine import wire
from workbook.engine.worker.faults import Faults
from workbook.engine.worker.reactor import GivenReactor, WorkerReactor


class Answer:
    """The module, once it is loaded; thing number 0 is the reactor that it is *given*."""

    def __init__(self, reactor: WorkerReactor, given: GivenReactor) -> None:
        self._reactor = reactor
        self.faults = Faults("", reactor)
        self.module = types.ModuleType("answer")
        self.things: dict[int, Any] = {0: given}

    def load(self, source: str, file: str, name: str) -> None:
        """Execute its text (a character a byte) as a module called *name*."""
        code = source.encode("latin-1")
        lines = code.decode("utf-8", "replace").splitlines(keepends=True)
        linecache.cache[file] = (len(code), None, lines, file)
        self.faults = Faults(file, self._reactor)
        self.faults.watch()
        self.module = types.ModuleType(name)
        self.module.__file__ = file
        sys.modules[name] = self.module
        exec(compile(code, file, "exec", dont_inherit=True), vars(self.module))

    def find(self, name: str, on: int | None) -> Callable[..., Any]:
        """Return *name* of the module, or of thing *on*.

        Raises:
            Missing: it has no such name.
        """
        owner = self.module if on is None else self.things[on]
        try:
            return getattr(owner, name)
        except AttributeError:
            raise Missing(name, *(each for each in dir(owner) if each[0] != "_")) from None

    def arguments(self, args: list[Any]) -> list[Any]:
        """Return what arrived as it was meant: a handle's number is its thing again."""
        return [self.argument(each) for each in args]

    def argument(self, value: Any) -> Any:
        """Return one of them."""
        return wire.decode(value, self.things.__getitem__)

    def plain(self, value: Any, as_thing: bool) -> Any:
        """Return *value* as it may leave: as it is, or as a handle."""
        return wire.encode(self.keep(value) if as_thing else value)

    def keep(self, value: Any) -> wire.Thing:
        """Return a new handle on *value*."""
        number = len(self.things)
        self.things[number] = value
        return wire.Thing(number)


class Missing(Exception):
    """The answer has no such name; the other arguments are what it has."""


class NotAFactory(Exception):
    """Something else was returned; the arguments are the function, the type, and a class."""


def a_factory(result: Any, name: str) -> Any:
    """Return *result* if it can build protocols; raise `NotAFactory` if it cannot."""
    if isinstance(result, type) and inspect.isfunction(getattr(result, "buildProtocol", None)):
        raise NotAFactory(name, "type", result.__name__)
    if not all(hasattr(result, method) for method in ("buildProtocol", "doStart", "doStop")):
        raise NotAFactory(name, type(result).__name__)
    return result
