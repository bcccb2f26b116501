# exercise: downloads
r"""Many downloads, a few at once, and how far they are.

Try it:  printf '6\n北京' | nc -N -l 127.0.0.1 8000 & python downloads.py 8000 文件.txt
"""

import sys

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol


# YOUR TURN: build `downloads`. For each file, connect, send `GET name` on a line (LF, UTF-8),
# and read the answer: its size on a line, so many bytes, and the end of the connection.
# After each piece call `progress(name, received, size)`. Have at most `at_once` connections.
# What is no such answer is an exception, in the place of the file, and harms no other file.
class Download(Protocol):
    """One connection; `done` is a Deferred of the file."""

    def __init__(self, name: str, progress) -> None:
        self._name, self._progress = name, progress
        self._came, self._size = bytearray(), -1  # the size is not known yet
        self.done: Deferred = Deferred(lambda _: self.transport.abortConnection())

    def connectionMade(self) -> None:
        self.transport.write(f"GET {self._name}\n".encode())

    def dataReceived(self, data: bytes) -> None:
        self._came += data
        if self._size < 0 and b"\n" in self._came:
            size, _, self._came = self._came.partition(b"\n")
            if not size.isdigit():
                return self.transport.abortConnection()
            self._size = int(size)
        if self._size >= 0:
            self._progress(self._name, len(self._came), self._size)

    def connectionLost(self, reason) -> None:
        if self.done.called:
            return  # cancelled
        if len(self._came) == self._size:
            self.done.callback(bytes(self._came))
        else:
            self.done.errback(ConnectionError(f"{len(self._came)} of {self._size} bytes"))


async def downloads(reactor, port: int, names: list[str], at_once: int, progress) -> dict:
    """Return the files by name, from the server on *port* of 127.0.0.1: bytes, or an exception.

    Cancelling ends all connections.
    """
    endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{port}")
    semaphore = DeferredSemaphore(at_once)

    async def download(name: str) -> bytes:
        return await (await connectProtocol(endpoint, Download(name, progress))).done

    jobs = [semaphore.run(download, name) for name in names]
    ended = await DeferredList(jobs, consumeErrors=True)
    files = [file if success else file.value for success, file in ended]
    return dict(zip(names, files, strict=True))


# END OF YOUR TURN


async def main(reactor, port: str, *names: str) -> None:
    """Download, and say how far it is."""
    files = await downloads(reactor, int(port), list(names), 2, print)
    for name, file in files.items():
        print(name, len(file) if isinstance(file, bytes) else repr(file))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
