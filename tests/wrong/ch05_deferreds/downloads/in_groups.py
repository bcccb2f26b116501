# exercise: downloads
# rejected by: so_many_at_once
import sys

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol


class Download(Protocol):
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
    endpoint = clientFromString(reactor, f"tcp:127.0.0.1:{port}")

    async def download(name: str) -> bytes:
        return await (await connectProtocol(endpoint, Download(name, progress))).done

    ended = []
    for start in range(0, len(names), at_once):
        group = names[start : start + at_once]
        jobs = [Deferred.fromCoroutine(download(name)) for name in group]
        ended += await DeferredList(jobs, consumeErrors=True)
    files = [file if success else file.value for success, file in ended]
    return dict(zip(names, files, strict=True))
