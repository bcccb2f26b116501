# exercise: fetch_all
# rejected by: the_timeout_is_for_the_whole
"""Collects the results in the order of their coming."""

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.protocol import Protocol
from twisted.web.client import Agent, HTTPConnectionPool, PotentialDataLoss, ResponseDone


class NotThePage(Exception):
    """The server answered, but with another status than 200, or with too many bytes."""


class Body(Protocol):
    """Collects a body of at most *most* bytes; `whole` is the Deferred of it."""

    def __init__(self, most: int) -> None:
        self._most, self._came = most, bytearray()
        self.whole: Deferred[bytes] = Deferred(lambda _: self.transport.loseConnection())

    def dataReceived(self, data: bytes) -> None:
        self._came += data
        if len(self._came) > self._most and not self.whole.called:
            self.whole.errback(NotThePage(f"more than {self._most} bytes"))
            self.transport.loseConnection()

    def connectionLost(self, reason) -> None:
        if self.whole.called:
            return
        if reason.check(ResponseDone, PotentialDataLoss):
            self.whole.callback(bytes(self._came))
        else:
            self.whole.errback(reason)


async def fetch(agent: Agent, url: str, max_bytes: int) -> bytes:
    """Return the body of one page."""
    response = await agent.request(b"GET", url.encode("ascii"))
    body = Body(max_bytes)
    response.deliverBody(body)
    content = await body.whole
    if response.code != 200:
        raise NotThePage(f"status {response.code}")
    return content


async def fetch_all(reactor, urls: list[str], limit: int, timeout: float, max_bytes: int) -> list:
    """Return for each of *urls*, in their order, its body as bytes, or the exception.

    At most *limit* are fetched at once, and as many as that while there are enough. Each
    has *timeout* seconds from its beginning to its last byte, and *max_bytes* for its body.
    What is short, or has another status than 200, is an exception, too.
    """
    pool, gate = HTTPConnectionPool(reactor), DeferredSemaphore(limit)
    agent = Agent(reactor, pool=pool)

    def begin(url: str) -> Deferred:
        return Deferred.fromCoroutine(fetch(agent, url, max_bytes)).addTimeout(timeout, reactor)

    came = []
    await DeferredList([gate.run(begin, url).addBoth(came.append) for url in urls])
    await pool.closeCachedConnections()
    return [getattr(each, "value", each) for each in came]
