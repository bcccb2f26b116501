"""Names for functions, as their author would say them."""

from __future__ import annotations

from functools import partial
from typing import Any


def name_of(function: Any) -> str:
    """Return the name of a function, also of one that is wrapped or made inside another."""
    if isinstance(function, partial):
        return name_of(function.func)
    name = getattr(function, "__qualname__", None)
    if name is None:
        called = getattr(function, "f", None)  # by a LoopingCall
        return name_of(called) if callable(called) else type(function).__name__
    outer, _, inner = name.rpartition(".<locals>.")
    if outer and (getattr(function, "__module__", None) or "").startswith("twisted."):
        return outer.partition(".<locals>")[0]
    return inner.replace("<lambda>", "lambda")
