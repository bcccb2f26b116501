"""Answer the questions of one check, from within the running reactor.

Each question is a message with a ``do``; each gets exactly one reply, ``{"ok": value}``
or ``{"error": …}``. A question that has to wait is answered when its Deferred fires, or
when the program has come to rest without firing it.
"""

from __future__ import annotations

import faulthandler
import inspect
import linecache
import os
import resource
import select
import signal
import socket
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.main import installReactor
from twisted.python.failure import Failure

from workbook.engine import wire
from workbook.engine.worker import folder
from workbook.engine.worker.faults import Faults
from workbook.engine.worker.reactor import GivenReactor, SlicedServer, WorkerReactor

MIB = 1 << 20
LIMITS = {
    resource.RLIMIT_CPU: 30,  # seconds
    resource.RLIMIT_AS: 2048 * MIB,
    resource.RLIMIT_FSIZE: 256 * MIB,
    resource.RLIMIT_CORE: 0,
}
ALONE_LIMITS = {resource.RLIMIT_NPROC: 64}  # counts the processes of a user that is only ours
QUIET_TURNS = 3  # of the loop without a single event: nothing is under way any more
BUSY_PAUSE = 0.002  # seconds between two looks at a program whose threads work


def answer(line: socket.socket) -> None:
    """Become a worker once its file descriptors come over *line*; never returns before the end.

    They are, in this order: a socket for questions and replies, where stdout and stderr go,
    where the stack goes on SIGUSR1, and a socket that asks the trusted side for sockets.
    """
    os.setsid()
    for limit, most in (LIMITS | (ALONE_LIMITS if os.getppid() == 1 else {})).items():
        resource.setrlimit(limit, (most, most))
    witness = Witness()
    reader = wire.Reader(line)
    try:
        reader.frame()
    except wire.Gone:
        return
    control, output, stacks, broker = reader.fds
    line.close()
    redirect(output)
    faulthandler.register(signal.SIGUSR1, file=stacks, all_threads=False)
    witness.meet(socket.socket(fileno=control), socket.socket(fileno=broker))
    witness.reactor.run(installSignalHandlers=False)


def redirect(output: int) -> None:
    """Send what the program prints to *output*, line by line, and give it no input."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(fd, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)


class Witness:
    """Has the answer's module and objects, and says what is asked about them."""

    def __init__(self) -> None:
        self._things: dict[int, Any] = {}
        self._states: dict[int, dict[str, Any]] = {}
        self._deferreds: dict[int, Deferred[Any]] = {}
        self._module = types.ModuleType("answer")
        self.reactor = WorkerReactor(lambda what: self.faults.complain(what))
        self.faults = Faults("", self.reactor)
        installReactor(self.reactor)
        self.given = GivenReactor(self.reactor)
        self._things[0] = self.given

    def meet(self, control: socket.socket, broker: socket.socket) -> None:
        """Take questions from *control* from now on, and sockets from *broker*."""
        self._control, self._reader = control, wire.Reader(control)
        self.reactor.meet(broker)
        self.reactor.unwatched = self
        self.reactor.addReader(self)
        self._reply(ok=None)  # ready; the frame tells the trusted side who we are

    def fileno(self) -> int:
        return self._control.fileno()

    def logPrefix(self) -> str:
        return "witness"

    def connectionLost(self, reason: object) -> None:
        os._exit(0)

    def doRead(self) -> None:
        """Take one question and answer it, now or later."""
        try:
            question = self._reader.frame()
        except wire.Gone:
            os._exit(0)
        try:
            result = getattr(self, f"do_{question.pop('do')}")(**question)
        except BaseException as error:  # noqa: BLE001 - it is told, whatever it is
            return self._reply(error=self.faults.describe(error))
        if inspect.iscoroutine(result):
            Deferred.fromCoroutine(result)

    def _reply(self, **reply: Any) -> None:
        reply.setdefault("listening", self._ports())
        try:
            wire.send(self._control, reply)
        except ValueError as problem:
            wire.send(self._control, {"error": self.faults.describe(problem)})

    def do_load(self, source: str, file: str, name: str) -> None:
        """Execute the answer's text (a character a byte) as a module called *name*."""
        code = source.encode("latin-1")
        lines = code.decode("utf-8", "replace").splitlines(keepends=True)
        linecache.cache[file] = (len(code), None, lines, file)
        self.faults = Faults(file, self.reactor)
        self.faults.watch()
        self._module = types.ModuleType(name)
        self._module.__file__ = file
        sys.modules[name] = self._module
        exec(compile(code, file, "exec", dont_inherit=True), vars(self._module))
        self._reply(ok=None)

    def do_call(self, name: str, args: list[Any], on: int | None, keep: str) -> None:
        """Call *name* of the module or of thing *on*.

        *keep* says what becomes of the result: its ``value`` is wanted, it is kept as a
        ``thing`` or, as it is, for a ``factory``, or it is left ``pending``.
        """
        call, given = self._find(name, on), self._arguments(args)
        result = maybeDeferred(call, *given) if keep == "pending" else call(*given)
        if keep == "factory":
            self._reply(ok={"value": self._plain(a_factory(result, name), as_thing=True)})
        elif keep == "pending" or isinstance(result, Deferred) or inspect.iscoroutine(result):
            self._reply(ok={"pending": self._watch(result, keep == "thing")})
        else:
            self._reply(ok={"value": self._plain(result, keep == "thing")})

    def do_each(self, name: str, args: list[Any], on: int) -> None:
        """Call a method of thing *on* once for each argument; reply with all the results."""
        method = self._find(name, on)
        self._reply(ok=[wire.encode(method(self._argument(each))) for each in args])

    def do_look(self, pending: int) -> None:
        """Say at once how it stands with a pending result."""
        self._reply(ok=self._states[pending])

    def do_beats(self, name: str, args: list[Any]) -> None:
        """Call *name* of the module; from here on the loop turns once for each `do_beat`."""
        result = maybeDeferred(self._find(name, None), *self._arguments(args))
        self._reply(ok={"pending": self._watch(result, as_thing=False)})
        self._stand_still()

    def do_beat(self, pending: int) -> None:
        """Say how it stands with a pending result, and whether anything is ``under_way``.

        Where only a later timer is left, the given reactor's time jumps there.
        """
        state = self._states[pending]
        if state["state"] == "pending" and not self._under_way():
            self.given.jump()
        self._reply(ok={**state, "under_way": self._under_way()})
        self._stand_still()

    def _stand_still(self) -> None:
        """Let the loop turn once, then wait for a question: a busy machine asks late."""
        super(WorkerReactor, self.reactor).callLater(0, select.select, [self], [], [])

    def _under_way(self) -> bool:
        return self._has_calls_for_now() or bool(self._busy())

    async def do_wait(self, pending: int) -> None:
        """Say how it stands with a pending result once it is there, or the program rests."""
        while await self._rest() and self._states[pending]["state"] == "pending":
            await self._turn(BUSY_PAUSE)
        self._reply(ok=self._states[pending])

    def do_cancel(self, pending: int) -> None:
        """Cancel the Deferred of a pending result."""
        self._deferreds[pending].cancel()
        self._reply(ok=None)

    async def do_settle(self) -> None:
        """Reply when nothing is under way in the loop; ``busy`` names what is beside it."""
        self._reply(ok=None, busy=await self._rest())

    def do_listen(self, factory: int) -> None:
        """Listen with a factory on the socket that came with the question."""
        port = self.reactor.adopt(self._reader.fds[0], self._things[factory])
        self._reply(ok=port.getHost().port)

    async def do_slice(self, peer: int, portions: list[int]) -> None:
        """Let the connection from port *peer* read in these portions, of bytes."""
        await self._rest()  # it may not have been accepted yet
        servers = [each for each in self.reactor.getReaders() if isinstance(each, SlicedServer)]
        for server in servers:
            if server.getPeer().port == peer:
                server.portions = tuple(portions)
        self._reply(ok=None)

    async def do_advance(self, seconds: float) -> None:
        """Move the given reactor's time, one due call after another, with I/O between."""
        end = self.given.seconds() + seconds
        await self._rest()
        while (due := self.given.next_due()) is not None and due <= end:
            self.given.advance(due - self.given.seconds())
            await self._rest()
        self.given.advance(end - self.given.seconds())
        self._reply(ok=None, busy=await self._rest())

    def do_delayed(self) -> None:
        """Say how many calls wait on the given reactor."""
        self._reply(ok=len(self.given.getDelayedCalls()))

    def do_folder(self, name: str, files: dict[str, Any]) -> None:
        """Make a folder with *files* in the sandbox; say where it is."""
        self._reply(ok=folder.make(name, wire.decode(files)))

    def do_files(self, path: str) -> None:
        """Say which files a folder has now, and their content."""
        self._reply(ok=wire.encode(folder.content(path)))

    def do_drive(self, source: str, function: str, args: list[Any]) -> None:
        """Run a function of the checks' file beside the answer; reply with what it returns."""
        names: dict[str, Any] = {}
        exec(compile(source, "checks.py", "exec", dont_inherit=True), names)
        self.faults.sleep_allowed = True
        try:
            self._reply(ok=wire.encode(names[function](self._module, *self._arguments(args))))
        finally:
            self.faults.sleep_allowed = False

    def do_faults(self) -> None:
        """Say what went wrong where nobody waited for it."""
        self._reply(ok=self.faults.collect())

    def _find(self, name: str, on: int | None) -> Callable[..., Any]:
        owner = self._module if on is None else self._things[on]
        try:
            return getattr(owner, name)
        except AttributeError:
            raise Missing(name, *(each for each in dir(owner) if each[0] != "_")) from None

    def _arguments(self, args: list[Any]) -> list[Any]:
        return [self._argument(each) for each in args]

    def _argument(self, value: Any) -> Any:
        return wire.decode(value, self._things.__getitem__)

    def _plain(self, value: Any, as_thing: bool) -> Any:
        if not as_thing:
            return wire.encode(value)
        number = len(self._things)
        self._things[number] = value
        return wire.encode(wire.Thing(number))

    def _watch(self, result: Any, as_thing: bool) -> int:
        number = len(self._states)
        state = self._states[number] = {"state": "pending"}

        def done(value: Any) -> None:
            if threading.current_thread() is not threading.main_thread():
                self.faults.complain("thread")
            if isinstance(value, Failure):
                error = self.faults.describe(value.value, value.getTracebackObject())
                state.update(state="failed", error=error)
            else:
                state.update(state="done", value=self._plain(value, as_thing))
            state["listening"] = self._ports()

        self._deferreds[number] = as_deferred(result).addBoth(done)
        return number

    def _turn(self, seconds: float = 0) -> Deferred[None]:
        deferred: Deferred[None] = Deferred()
        super(WorkerReactor, self.reactor).callLater(seconds, deferred.callback, None)
        return deferred

    async def _rest(self) -> str:
        """Wait for turns without an event; return what is still at work beside the loop."""
        quiet = 0
        while quiet < QUIET_TURNS:
            events = self.reactor.events
            await self._turn()
            self.given.run_due()
            still = events == self.reactor.events and not self._has_calls_for_now()
            quiet = quiet + 1 if still else 0
        return self._busy()

    def _has_calls_for_now(self) -> bool:
        """Whether anything waits for the next turn of the loop: timers of now, threads' calls."""
        timers, now = self.reactor.getDelayedCalls(), self.reactor.seconds()
        due = any(timer.getTime() <= now for timer in timers)
        return bool(due or self.given.due() or self.reactor.threadCallQueue)

    def _busy(self) -> str:
        pool = self.reactor.threadpool
        if pool is not None:
            work = pool._team.statistics()
            if work.busyWorkerCount or work.backloggedWorkCount:
                return "a thread of the reactor's pool"
        if len(threading.enumerate()) > 1 + len(pool.threads if pool is not None else ()):
            return "a thread"
        return "a connection to another server" if self.reactor.outgoing else ""

    def _ports(self) -> list[int]:
        return [port.getHost().port for port in self.reactor.listening]


class Missing(Exception):
    """The answer has no such name; the other arguments are what it has."""


class NotAFactory(Exception):
    """Something else was returned; the arguments are the function and the type."""


def a_factory(result: Any, name: str) -> Any:
    """Return *result* if it can build protocols; raise `NotAFactory` if it cannot."""
    if not all(hasattr(result, method) for method in ("buildProtocol", "doStart", "doStop")):
        raise NotAFactory(name, type(result).__name__)
    return result


def as_deferred(result: Any) -> Deferred[Any]:
    """Return a Deferred that fires with *result*, whatever kind of thing that is."""
    if isinstance(result, Deferred):
        return result
    if inspect.iscoroutine(result):
        return Deferred.fromCoroutine(result)
    deferred: Deferred[Any] = Deferred()
    deferred.callback(result)
    return deferred
