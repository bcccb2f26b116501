"""The worker's reactor: real sockets that come from the broker, and a clock of the check's.

`WorkerReactor` is the process's reactor. `GivenReactor` is what an answer gets as *reactor*:
the same sockets and threads, but timers that wait until the check moves the time.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from twisted.internet import error, tcp
from twisted.internet.base import DelayedCall
from twisted.internet.interfaces import IDelayedCall
from twisted.internet.task import Clock
from twisted.logger import Logger
from zope.interface import implementedBy, implementer

from workbook.engine import wire

if sys.platform == "linux":
    from twisted.internet.epollreactor import EPollReactor as StockReactor
else:
    from twisted.internet.pollreactor import PollReactor as StockReactor

Complain = Callable[[str], None]


class WorkerReactor(StockReactor):
    """The stock reactor, whose sockets come from the trusted side.

    Args:
        complain: told what an answer may not do with the process's reactor.
    """

    def __init__(self, complain: Complain) -> None:
        self.complain = complain
        self.listening: list[tcp.Port] = []
        self.outgoing: list[BrokeredClient] = []
        self.held: dict[int, list[BrokeredClient]] = {}  # that wait for the check, by port
        super().__init__()

    def meet(self, broker: socket.socket) -> None:
        """Ask for sockets on *broker* from now on."""
        self._broker, self._replies = broker, wire.Reader(broker)

    def has_events(self) -> bool:
        """Whether a socket is ready for what the loop wants of it; looks, and takes nothing."""
        return bool(self._poller.poll(0))

    def open_socket(self, order: dict[str, Any]) -> int:
        """Return the file descriptor of a socket that the broker opened.

        Raises:
            OSError: it would not; with the reason's number.
        """
        wire.send(self._broker, order)
        reply = self._replies.frame()
        if "errno" in reply:
            raise OSError(reply["errno"], os.strerror(reply["errno"]))
        return self._replies.fds[0]

    def listenTCP(
        self, port: int, factory: Any, backlog: int = 50, interface: str = ""
    ) -> tcp.Port:
        self.complain("listenTCP")
        try:
            fd = self.open_socket({"do": "listen", "port": port})
        except OSError as problem:
            raise error.CannotListenError(interface, port, problem) from None
        return self.adopt(fd, factory)

    def adopt(self, fd: int, factory: Any) -> tcp.Port:
        """Return a listening port made of the listening socket *fd*."""
        port = BrokeredPort._fromListeningDescriptor(self, fd, socket.AF_INET, factory)
        os.close(fd)
        port.startListening()
        self.listening.append(port)
        return port

    def connectTCP(
        self, host: str, port: int, factory: Any, timeout: float = 30, bindAddress: Any = None
    ) -> tcp.Connector:
        self.complain("connectTCP")
        connector = BrokeredConnector(host, port, factory, timeout, bindAddress, self)
        connector.connect()
        return connector

    def callLater(
        self, delay: float, callable: Callable[..., Any], *args: object, **kw: object
    ) -> DelayedCall:
        self.complain("callLater")
        return super().callLater(delay, callable, *args, **kw)

    def run(self, installSignalHandlers: bool = True) -> None:
        if self._started:
            self.complain("run")
            raise error.ReactorAlreadyRunning()
        super().run(installSignalHandlers)

    def stop(self) -> None:
        self.complain("stop")

    crash = stop


class Sliced(tcp.Connection):
    """A connection that reads in the portions that the check asked for."""

    portions: tuple[int, ...] = ()
    whole = tcp.Connection.bufferSize

    def doRead(self) -> Any:
        first, *rest = self.portions or (self.whole,)
        self.bufferSize, self.portions = first, tuple(rest)
        return super().doRead()


class SlicedServer(Sliced, tcp.Server):
    """A server's connection.

    Without TCP_NODELAY, bytes would wait in the kernel for an ACK (Nagle's algorithm)
    while the loop is at rest, and the check would believe that nothing comes.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.setTcpNoDelay(True)


class BrokeredPort(tcp.Port):
    """A listening socket of the broker's."""

    reactor: WorkerReactor
    transport = SlicedServer  # type: ignore[assignment]  # made by a function in the stub

    def connectionLost(self, reason: Any) -> None:
        self.reactor.listening.remove(self)
        super().connectionLost(reason)


class Connected(socket.socket):
    """A socket that is connected when it is asked to connect: sandboxes forbid the call."""

    def connect_ex(self, address: Any) -> int:
        """Say what the system would."""
        return errno.EISCONN


class BrokeredClient(Sliced, tcp.Client):
    """A connection outwards, which the broker makes: the sandbox itself has no network."""

    reactor: WorkerReactor

    def createInternetSocket(self) -> Connected:
        """Return a socket in whose place the broker's connection will come."""
        made = Connected(fileno=super().createInternetSocket().detach())
        made.setblocking(False)
        return made

    def doConnect(self) -> None:
        if not hasattr(self, "connector"):
            return  # given up before it began, as the stock method knows
        host, port = self.realAddress[:2]
        if port in self.reactor.held:
            return self.reactor.held[port].append(self)
        try:
            fd = self.reactor.open_socket({"do": "connect", "host": host, "port": port})
        except OSError as problem:
            reason = (problem.errno or errno.ECONNREFUSED, problem.strerror or "")
            return self.failIfNotConnected(error.getConnectError(reason))
        os.dup2(fd, self.socket.fileno())
        os.close(fd)
        self.setTcpNoDelay(True)  # as in `SlicedServer`
        self.reactor.outgoing.append(self)
        super().doConnect()

    def connectionLost(self, reason: Any) -> None:
        if self in self.reactor.outgoing:
            self.reactor.outgoing.remove(self)
        super().connectionLost(reason)


class BrokeredConnector(tcp.Connector):
    """Makes connections through the broker, again after each failure if it is asked to."""

    def _makeTransport(self) -> BrokeredClient:
        return BrokeredClient(self.host, self.port, self.bindAddress, self, self.reactor)


@implementer(*implementedBy(WorkerReactor))  # type: ignore[misc]  # the plugin wants names
class GivenReactor:
    """The reactor that is passed to an answer: its `seconds` stand still until moved.

    A call for now runs in the next turn of the loop, as ever; a later one waits for
    `advance`. All that has nothing to do with time is the worker's reactor.
    """

    def __init__(self, real: WorkerReactor) -> None:
        self._real, self._clock, self._log = real, Clock(), Logger()
        self.seconds = self._clock.seconds
        self.getDelayedCalls = self._clock.getDelayedCalls
        self._soon = False  # the next turn runs what is due

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def callLater(self, delay: float, f: Callable[..., Any], *args: Any, **kw: Any) -> IDelayedCall:
        if threading.current_thread() is not threading.main_thread():
            self._real.complain("thread")
        call = self._clock.callLater(delay, f, *args, **kw)
        if delay <= 0:
            self.run_soon()
        return call

    def run_soon(self) -> None:
        """Run what is due in the next turn of the loop: once, or a turn would hold many."""
        if not self._soon:
            self._soon = True
            StockReactor.callLater(self._real, 0, self.run_due)

    def next_due(self) -> float | None:
        """Return the time of the earliest delayed call, in seconds; None if there is none."""
        return min((call.getTime() for call in self.getDelayedCalls()), default=None)

    def advance(self, seconds: float) -> None:
        """Move the time, and run what is due then."""
        self._clock.rightNow += seconds
        self.run_due()

    def jump(self) -> None:
        """Move the time to the earliest delayed call, if there is one; it runs in the next turn."""
        if (due := self.next_due()) is not None:
            self._clock.rightNow = max(due, self.seconds())
            self.run_soon()

    def due(self) -> list[DelayedCall]:
        """Return the calls whose time has come, the earliest first."""
        return [call for call in self._clock.calls if call.getTime() <= self.seconds()]

    def run_due(self) -> None:
        """Run the calls that are due, and report what they raise, as a reactor does.

        What they call for now waits for the next turn of the loop, or an answer that
        computes in slices would never let the loop turn.
        """
        self._soon = False
        for call in self.due():
            if call.active() and call.getTime() <= self.seconds():
                self._clock.calls.remove(call)
                call.called = 1
                with self._log.failuresHandled("while handling timed call"):
                    call.func(*call.args, **call.kw)


for ours, theirs in {  # a learner who prints one sees a name that can be looked up
    WorkerReactor: StockReactor,
    GivenReactor: StockReactor,
    BrokeredPort: tcp.Port,
    SlicedServer: tcp.Server,
    BrokeredClient: tcp.Client,
    BrokeredConnector: tcp.Connector,
}.items():
    for name in ("__module__", "__name__", "__qualname__"):
        setattr(ours, name, getattr(theirs, name))
