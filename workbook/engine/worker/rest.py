"""When the program is at rest: nothing is under way in the loop, or beside it."""

from __future__ import annotations

import threading

from twisted.internet.defer import Deferred

from workbook.engine.worker.reactor import GivenReactor, WorkerReactor


class Rest:
    """Sees whether the loop of *reactor* has anything to do."""

    def __init__(self, reactor: WorkerReactor, given: GivenReactor) -> None:
        self._reactor, self._given = reactor, given
        self.known: set[int] = set()  # ports of the check, which says itself what it does

    def turn(self, seconds: float = 0) -> Deferred[None]:
        """Return a Deferred that fires in the next turn of the loop, or in so many seconds."""
        deferred: Deferred[None] = Deferred()
        super(WorkerReactor, self._reactor).callLater(seconds, deferred.callback, None)
        return deferred

    async def come(self) -> str:
        """Wait until nothing is ready or due; return what is still at work beside the loop."""
        while self._has_calls_for_now() or self._reactor.has_events():
            if self._given.due():
                self._given.run_soon()
            await self.turn()
        return self._busy()

    def under_way(self) -> bool:
        """Return whether anything goes on that needs no later timer."""
        return self._has_calls_for_now() or bool(self._busy())

    def _has_calls_for_now(self) -> bool:
        """Whether anything waits for the next turn of the loop: timers of now, threads' calls."""
        timers, now = self._reactor.getDelayedCalls(), self._reactor.seconds()
        due = any(timer.getTime() <= now for timer in timers)
        return bool(due or self._given.due() or self._reactor.threadCallQueue)

    def _busy(self) -> str:
        pool = self._reactor.threadpool
        if pool is not None:
            work = pool._team.statistics()
            if work.busyWorkerCount or work.backloggedWorkCount:
                return "a thread of the reactor's pool"
        if len(threading.enumerate()) > 1 + len(pool.threads if pool is not None else ()):
            return "a thread"
        ports = {each.realAddress[1] for each in self._reactor.outgoing}
        return "a connection to another server" if ports - self.known else ""
