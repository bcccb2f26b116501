"""The questions that a check may ask: each is a method, and its arguments are the message's."""

from __future__ import annotations

import inspect
import os
import select
import signal
import socket
from functools import partial
from typing import Any

from twisted.internet.defer import Deferred, maybeDeferred

from workbook.engine import wire
from workbook.engine.worker import folder
from workbook.engine.worker.answer import a_factory
from workbook.engine.worker.pace import pace
from workbook.engine.worker.probe import Probe
from workbook.engine.worker.reactor import Sliced, WorkerReactor
from workbook.engine.worker.witness import Witness

BUSY_PAUSE = 0.002  # seconds between two looks at a program whose threads work


class Questions(Witness):
    """Answers what is asked about the answer, and does to it what a check wants done."""

    def do_load(self, source: str, file: str, name: str) -> None:
        """Execute the answer's text; see `Answer.load`."""
        self._answer.load(source, file, name)
        self._reply(ok=None)

    def do_call(
        self, name: str, args: list[Any], named: dict[str, Any], on: int | None, keep: str
    ) -> None:
        """Call *name* of the module or of thing *on*.

        *keep* says what becomes of the result: its ``value`` is wanted, it is kept as a
        ``thing`` or, as it is, for a ``factory``, or it is left ``pending``.
        """
        given, words = self._answer.arguments(args), self._answer.arguments([*named.values()])
        call = partial(self._answer.find(name, on), *given, **dict(zip(named, words, strict=True)))
        result = maybeDeferred(call) if keep == "pending" else call()
        if keep == "factory":
            value = self._answer.plain(a_factory(result, name), as_thing=True)
            self._reply(ok={"value": value})
        elif keep == "pending" or isinstance(result, Deferred) or inspect.iscoroutine(result):
            self._reply(ok={"pending": self._results.watch(result, keep == "thing")})
        else:
            self._reply(ok={"value": self._answer.plain(result, keep == "thing")})

    def do_each(self, name: str, args: list[Any], on: int) -> None:
        """Call a method of thing *on* once for each argument; reply with all the results."""
        method = self._answer.find(name, on)
        self._reply(ok=[wire.encode(method(each)) for each in self._answer.arguments(args)])

    def do_look(self, pending: int) -> None:
        """Say at once how it stands with a pending result."""
        self._reply(ok=self._results.states[pending])

    async def do_wait(self, pending: int) -> None:
        """Say how it stands with a pending result once it is there, or the program rests."""
        state = self._results.states[pending]
        while await self._rest.come() and state["state"] == "pending":
            await self._rest.turn(BUSY_PAUSE)
        self._reply(ok=state)

    def do_cancel(self, pending: int) -> None:
        """Cancel the Deferred of a pending result."""
        self._results.cancel(pending)
        self._reply(ok=None)

    def do_beats(self, name: str, args: list[Any]) -> None:
        """Call *name* of the module; from here on the loop turns once for each `do_beat`."""
        result = maybeDeferred(self._answer.find(name, None), *self._answer.arguments(args))
        self._reply(ok={"pending": self._results.watch(result, as_thing=False)})
        self._stand_still()

    def do_beat(self, pending: int) -> None:
        """Say how it stands with a pending result, and whether anything is ``under_way``.

        Where only a later timer is left, the given reactor's time jumps there.
        """
        state = self._results.states[pending]
        if state["state"] == "pending" and not self._rest.under_way():
            self._given.jump()
        self._reply(ok={**state, "under_way": self._rest.under_way()})
        self._stand_still()

    def _stand_still(self) -> None:
        """Let the loop turn once, then wait for a question: a busy machine asks late."""
        super(WorkerReactor, self.reactor).callLater(0, select.select, [self], [], [])

    async def do_settle(self) -> None:
        """Reply when nothing is under way in the loop; ``busy`` names what is beside it."""
        self._reply(ok=None, busy=await self._rest.come())

    def do_listen(self, factory: int) -> None:
        """Listen with a factory on the socket that came with the question."""
        port = self.reactor.adopt(self._reader.fds[0], self._answer.things[factory])
        self._reply(ok=port.getHost().port)

    async def do_slice(self, ports: list[int], portions: list[int]) -> None:
        """Let the connection between the check's and our port read in *portions*, of bytes."""
        for each in await self._between(ports):
            each.portions = tuple(portions)
        self._reply(ok=None)

    async def do_narrow(self, ports: list[int], size: int) -> None:
        """Let the system hold only so many bytes of what that connection sends."""
        for each in await self._between(ports):
            each.getHandle().setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, size)
        self._reply(ok=None)

    async def _between(self, ports: list[int]) -> list[Sliced]:
        await self._rest.come()  # it may not have been accepted yet
        ours = [each for each in self.reactor.getReaders() if isinstance(each, Sliced)]
        return [each for each in ours if ports == [each.getPeer().port, each.getHost().port]]

    async def do_advance(self, seconds: float, until: float | None) -> None:
        """Move the given reactor's time to the next due call, but no further than *until*.

        At first that is so many *seconds* from now; say when it is, or None once it is there.
        """
        end = self._given.seconds() + seconds if until is None else until
        await self._rest.come()
        due = self._given.next_due()
        there = due is None or due > end
        self._given.advance((end if there or due is None else due) - self._given.seconds())
        self._reply(busy=await self._rest.come(), ok=None if there else end)

    def do_meet(self, port: int) -> None:
        """Know that the other end of connections to *port* is the check's."""
        self._rest.known.add(port)
        self._reply(ok=None)

    def do_hold(self, port: int) -> None:
        """Let connections to *port* take their time."""
        self.reactor.held[port] = []
        self._reply(ok=None)

    def do_release(self, port: int) -> None:
        """Make the connections that were held."""
        for each in self.reactor.held.pop(port, ()):
            each.doConnect()
        self._reply(ok=None)

    def do_delayed(self) -> None:
        """Say how many calls wait on the given reactor."""
        self._reply(ok=len(self._given.getDelayedCalls()))

    def do_folder(self, name: str, files: dict[str, Any]) -> None:
        """Make a folder with *files* in the sandbox; say where it is."""
        self._reply(ok=folder.make(name, wire.decode(files)))

    def do_files(self, path: str) -> None:
        """Say which files a folder has now, and their content."""
        self._reply(ok=wire.encode(folder.content(path)))

    def do_probe(self, steps: list[Any]) -> None:
        """Make a function that is the check's; say its number."""
        probe = Probe([(how, self._answer.argument(what)) for how, what in steps], self._given)
        self._reply(ok=wire.encode(self._answer.keep(probe)))

    def do_drive(self, source: str, function: str, args: list[Any]) -> None:
        """Run a function of the checks' file beside the answer; reply with what it returns."""
        names: dict[str, Any] = {}
        exec(compile(source, "checks.py", "exec", dont_inherit=True), names)
        answer, given = self._answer, self._answer.arguments(args)
        answer.faults.sleep_allowed = True
        try:
            self._reply(ok=wire.encode(names[function](answer.module, *given)))
        finally:
            answer.faults.sleep_allowed = False

    def do_die(self) -> None:
        """End here and now."""
        os.kill(os.getpid(), signal.SIGKILL)

    def do_pace(self) -> None:
        """From here on, wait after each turn of the loop for the socket that came with this."""
        pace(self.reactor, socket.socket(fileno=self._reader.fds[0]))
        self._reply(ok=None)

    def do_faults(self) -> None:
        """Say what went wrong where nobody waited for it."""
        self._reply(ok=self._answer.faults.collect())
