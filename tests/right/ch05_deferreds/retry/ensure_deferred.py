# exercise: retry
"""Type-annotated, and it knows itself whether it was cancelled."""

from collections.abc import Awaitable, Callable
from typing import Any

from twisted.internet.defer import Deferred, ensureDeferred, maybeDeferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import deferLater


def retry(
    clock: IReactorTime,
    attempt: Callable[[], Any],
    *,
    tries: int,
    delay: float,
    factor: float,
    timeout: float,
) -> Deferred[Any]:
    under_way: list[Deferred[Any]] = []
    cancelled: list[bool] = []

    async def run() -> Any:
        pauses = [delay * factor**n for n in range(tries - 1)]
        for pause in [*pauses, None]:
            under_way[:] = [maybeDeferred(attempt)]
            try:
                return await under_way[0].addTimeout(timeout, clock)
            except Exception:
                if pause is None or cancelled:
                    raise
            under_way[:] = [deferLater(clock, pause)]
            await under_way[0]

    inner = ensureDeferred(run())

    def cancel(_: Deferred[Any]) -> None:
        cancelled.append(True)
        inner.cancel()

    outer: Deferred[Any] = Deferred(cancel)
    inner.addBoth(outer.callback)
    return outer
