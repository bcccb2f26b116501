# exercise: pooling
# rejected by: a_missing_page_leaves_the_connection
"""Does not read the page of a 404, so its connection is never free again."""

import treq
from twisted.web.client import Agent, HTTPConnectionPool


class NotThePage(Exception):
    """The server answered with another status than 200."""


class Reader:
    """Reads pages, one after the other or several at once.

    Keeps up to *most* connections to each server, for *idle* seconds without a request.
    """

    def __init__(self, reactor, most: int, idle: float) -> None:
        self._pool = HTTPConnectionPool(reactor)
        self._pool.maxPersistentPerHost = most
        self._pool.cachedConnectionTimeout = idle
        self._agent = Agent(reactor, pool=self._pool)

    async def read(self, url: str) -> bytes:
        """Return the body of the page, or raise `NotThePage`; the connection serves again."""
        response = await self._agent.request(b"GET", url.encode("ascii"))
        if response.code != 200:
            raise NotThePage(response.code)
        return await treq.content(response)

    async def close(self) -> None:
        """Close the connections that are kept; return when they are closed."""
        await self._pool.closeCachedConnections()
