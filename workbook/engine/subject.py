"""The subject of a check: the learner's program, as something that can be asked.

A check sees handles and plain values, never an object of the learner's.
"""

from __future__ import annotations

import inspect
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any, overload

from workbook.engine import probe, program, wire
from workbook.engine.cuts import Cut, cuts
from workbook.engine.handles import Error, Factory, Folder, Handle, Pending, Reactor
from workbook.engine.measured import Measured
from workbook.engine.peer import Peer, Place
from workbook.engine.process import WorkerProcess
from workbook.engine.scripted import ScriptedPeer
from workbook.engine.talk import Talk
from workbook.engine.visit import Script
from workbook.hostile import Proxy, Toxic

__all__ = ["Error", "Subject"]


class Subject(Measured):
    """The learner's program in *worker*, asked about with drawn inputs from *draw*.

    Args:
        again: starts the program in a new process.
    """

    def __init__(
        self, worker: WorkerProcess, draw: random.Random, again: Callable[[], WorkerProcess]
    ) -> None:
        super().__init__(worker)
        self.random = draw
        self.reactor = Reactor(0, self)
        self.talk = Talk()
        self._again = again
        self._places: list[Place] = []
        self._until_the_end = ExitStack()

    def __enter__(self) -> Subject:
        return self

    def __exit__(self, *exception: object) -> None:
        self._until_the_end.close()

    def call(self, name: str, /, *args: Any, **named: Any) -> Any:
        """Return the plain result of *name*, waiting for it if it is a Deferred."""
        return self.result_of(name, args, named)

    def new(self, name: str, /, *args: Any, **named: Any) -> Handle:
        """Return a handle on the object that *name* returns."""
        return Handle(self.result_of(name, args, named, keep="thing").number, self)

    def start(self, name: str, /, *args: Any, **named: Any) -> Pending:
        """Call *name* and return at once."""
        return self.pending(name, args, named)

    def factory(self, *args: Any) -> Factory:
        """Return ``make_factory(reactor, *args)``."""
        self.talk.serve(args)
        given = (self.reactor, *args)
        return Factory(self.result_of("make_factory", given, {}, keep="factory").number, self)

    def probe(self, *steps: Any) -> probe.Probe:
        """Return a function to pass in, whose calls are answered by *steps*; see `probe`."""
        self.talk.repeatable = False  # who repeats it has no such function
        reply = self.ask("probe", steps=probe.steps(steps or (None,)))
        return probe.Probe(wire.decode(reply["ok"]).number, self)

    @overload
    def peer(self) -> Peer: ...

    @overload
    def peer(self, *scripts: Script) -> ScriptedPeer: ...

    def peer(self, *scripts: Script) -> Peer | ScriptedPeer:
        """Return a server that the check plays, step by step or by *scripts*; see `peer`."""
        self.talk.repeatable = False  # who repeats it has no such server
        peer = ScriptedPeer(self, scripts) if scripts else Peer(self)
        self._places.append(self._until_the_end.enter_context(closing(peer)))
        return peer

    def through(self, to: Factory | int, *toxics: Toxic) -> Proxy:
        """Return a hostile proxy in front of a server or a port, for real programs.

        The program may connect to its port as well. What is drawn depends on the seed.
        """
        port = to if isinstance(to, int) else to.port
        proxy = self._until_the_end.enter_context(
            Proxy(port, *toxics, seed=str(self.random.random()))
        )
        self.allow(proxy.port)
        return proxy

    def kill(self) -> None:
        """Let the program's process die at this moment, as ``kill -9`` does; its files stay."""
        self.talk.repeatable = False
        self.worker.die()

    def restart(self) -> None:
        """Start the program again, after `kill` if it still runs; old handles are void.

        Raises:
            Failed: something had gone wrong before it died.
        """
        if not self.worker.killed:
            self.kill()
        for fault in self.worker.faults():
            raise fault
        before, self.worker = self.worker, self._again()
        self._until_the_end.enter_context(self.worker)
        self.worker.broker.allowed |= before.broker.allowed
        for place in self._places:
            place.meet()

    def folder(self, files: dict[str, bytes], name: str = "folder") -> Folder:
        """Return a new folder in the sandbox with *files*; a path ending in / is a folder."""
        self.talk.repeatable = False  # who repeats it has no such folder
        return Folder(self, str(self.ask("folder", name=name, files=wire.encode(files))["ok"]))

    def cuts(self, stream: bytes) -> Iterator[Cut]:
        """Yield the ways in which a hostile network may cut *stream*."""
        return cuts(stream, self.random)

    def drive(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run *function* beside the answer and return its plain result.

        It is sent as source, so it must be self-contained; its first argument is the
        answer's module. It runs where the answer could reach it: what it returns must
        depend on drawn inputs.
        """
        source = inspect.cleandoc("\n" + inspect.getsource(function))
        given = [wire.encode(each) for each in args]
        reply = self.ask("drive", source=source, function=function.__name__, args=given)
        return wire.decode(reply["ok"])

    def allow(self, port: int) -> None:
        """Let the program connect to *port* of 127.0.0.1."""
        self.worker.broker.allowed.add(port)

    @property
    def listening(self) -> tuple[int, ...]:
        """The ports that the program listened on at the moment of its last answer."""
        return self.worker.listening

    @property
    def opened(self) -> frozenset[int]:
        """Every port that the program has listened on so far, at its own wish."""
        return frozenset(self.worker.broker.opened)

    def program(
        self, name: str, *argv: str, input: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a real program on our side and return its exit status and output.

        Raises:
            Skipped: it is not installed.
            Failed: it did not finish in `program.PATIENCE` seconds.
        """
        return program.run(name, argv, input)
