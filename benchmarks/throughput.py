"""What one request costs a server: in a script, in a kernel, with and without the bridge.

Counted is the processor time of the server's process, so that a busy machine does no harm.
`crochet` takes part where it is installed.
"""

from __future__ import annotations

import asyncio
import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
from kernel import kernel, seconds

CONNECTIONS = 20
ROUNDS = 5
MESSAGES = {  # how often in a round, on each connection; what; the answer's end
    "echo": (400, b"x" * 64, b"x"),
    "web": (80, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"hello world"),
}

BODY = """
import os
from twisted.internet.protocol import Factory, Protocol
from twisted.web.resource import Resource
from twisted.web.server import Site

class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

class Page(Resource):
    isLeaf = True
    def render_GET(self, request):
        return b"hello world"

def listen():
    factories = Factory.forProtocol(Echo), Site(Page())
    ports = [reactor.listenTCP(0, each, interface="127.0.0.1") for each in factories]
    numbers = [port.getHost().port for port in ports]
    with open(PLACE + ".new", "w") as place:
        print(os.getpid(), *numbers, file=place)
    os.rename(PLACE + ".new", PLACE)
"""

STOCK = """
import asyncio
from twisted.internet import asyncioreactor
asyncioreactor.install({loop})
from twisted.internet import reactor
"""
START = "reactor.startRunning(installSignalHandlers=False)\n"
BRIDGE = "%load_ext workbook.bridge\nfrom twisted.internet import reactor\n"
KERNELS = {
    "kernel, stock asyncio reactor": (
        STOCK.format(loop="asyncio.get_running_loop()") + START,
        "listen()",
    ),
    "kernel, bridge": (BRIDGE, "listen()"),
    "kernel, bridge, gc.freeze()": (BRIDGE, "listen()\nimport gc\ngc.collect(); gc.freeze()"),
    "kernel, bridge, thread mode": ("%load_ext workbook.bridge\n%reactor thread\n", "listen()"),
}
CROCHET = (
    "import crochet\ncrochet.setup()\nfrom twisted.internet import reactor\n",
    "crochet.run_in_reactor(listen)().wait(5)",
)
SCRIPT = STOCK.format(loop="asyncio.new_event_loop()") + BODY + "listen()\nreactor.run()"


def main() -> None:
    """Print microseconds a request, and the ratios to the script and to the stock reactor."""
    rows = KERNELS | ({"kernel, crochet": CROCHET} if importlib.util.find_spec("crochet") else {})
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        servers = {"script, asyncio reactor": stack.enter_context(script(f"{home}/script"))}
        for number, (name, cells) in enumerate(rows.items()):
            servers[name] = stack.enter_context(in_kernel(home, f"{home}/{number}", *cells))
        for port, (kind, ask) in enumerate(MESSAGES.items(), start=1):
            table(kind, {name: costs(at[0], at[port], *ask) for name, at in servers.items()})


def table(kind: str, rows: dict[str, Iterator[float]]) -> None:
    """Print what each server's rounds cost; the servers take turns, round by round."""
    for turn in rows.values():
        next(turn)  # a warm-up
    taken = [[next(turn) for turn in rows.values()] for _ in range(ROUNDS)]
    print(f"{kind:34}     µs   / script   / stock")
    for row, name in enumerate(rows):
        cost = statistics.median(turn[row] for turn in taken)
        ratios = (statistics.median(turn[row] / turn[to] for turn in taken) for to in (0, 1))
        print(f"  {name:32}{cost * 1e6:>7.0f}" + "".join(f"{ratio:>10.2f}" for ratio in ratios))


def costs(pid: int, port: int, times: int, message: bytes, end: bytes) -> Iterator[float]:
    """Yield, round by round, the seconds of processor time that a request costs the server."""
    server = psutil.Process(pid)
    while True:
        before = sum(server.cpu_times()[:2])
        asyncio.run(load(port, times, message, end))
        yield (sum(server.cpu_times()[:2]) - before) / (CONNECTIONS * times)


async def load(port: int, times: int, message: bytes, end: bytes) -> None:
    """Ask and wait for the answer, again and again, on all connections at once."""

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(times):
            writer.write(message)
            answer = await reader.read(4096)
            while not answer.endswith(end):
                answer += await reader.read(4096)
        writer.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))


@contextmanager
def script(place: str) -> Iterator[list[int]]:
    """Yield the process and the ports of a server that is a script."""
    with subprocess.Popen([sys.executable, "-c", f"PLACE = {place!r}\n{SCRIPT}"]) as server:
        try:
            yield told(place)
        finally:
            server.terminate()


@contextmanager
def in_kernel(home: str, place: str, load_reactor: str, listen: str) -> Iterator[list[int]]:
    """Yield the process and the ports of a server in a notebook."""
    with kernel(home) as client:
        seconds(client, load_reactor)
        seconds(client, f"from twisted.internet import reactor\nPLACE = {place!r}\n{BODY}")
        seconds(client, listen)
        yield told(place)


def told(place: str) -> list[int]:
    """Return what a server has written down about itself."""
    while not Path(place).exists():
        time.sleep(0.01)
    return [int(number) for number in Path(place).read_text().split()]


if __name__ == "__main__":
    main()
