"""Other people's methods, replaced for the length of a block."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

Method = Callable[..., Any]


class Patches(ExitStack):
    """Puts every class back as it was when the block ends."""

    def wrap(self, owner: type, name: str, around: Callable[[Method], Method]) -> None:
        """Put ``around(method)`` in place of the method *name* of *owner*."""
        method = getattr(owner, name)
        self.put(owner, name, wraps(method)(around(method)))

    def put(self, owner: type, name: str, value: Any) -> None:
        """Set an attribute of a class; an inherited one is inherited again afterwards."""
        if name in vars(owner):
            self.callback(setattr, owner, name, vars(owner)[name])
        else:
            self.callback(delattr, owner, name)
        setattr(owner, name, value)
