"""What a coroutine that nobody awaited is told about, in the cell where it was lost.

Python warns; but who writes ``async def dataReceived`` needs to hear that Twisted calls
it as a plain function. Twisted's logging would also take all warnings out of sight.
"""

from __future__ import annotations

import re
import sys
import warnings
from typing import Any

FORGOTTEN = re.compile(r"coroutine '(?P<name>[^']+)' was never awaited")


def hint(message: str) -> str:
    """Return the way out, if *message* is the warning about a forgotten coroutine."""
    match = FORGOTTEN.fullmatch(message)
    if match is None:
        return ""
    *owner, name = match["name"].split(".")
    if owner and owner[-1] != "<locals>":
        return (
            f"Whoever called `{name}` expected a plain function: so does Twisted, in a Protocol"
            " or a Resource. Make it a plain `def`, and start the coroutine inside it:"
            " Deferred.fromCoroutine(...)."
        )
    return f"`{name}(...)` alone does nothing: write `await {name}(...)`."


def load() -> None:
    """Add the hint to the warnings that the notebook shows."""
    show = warnings.showwarning

    def show_with_hint(message: Any, *args: Any, **kwargs: Any) -> None:
        show(message, *args, **kwargs)
        text = hint(str(message))
        if text:
            print(text, file=sys.stderr)

    warnings.showwarning = show_with_hint
    warnings.filterwarnings("always", ".*was never awaited", RuntimeWarning)  # in a re-run too
