# exercise: pooling
# rejected by: nothing_is_left_open
"""Throws the pool away; its connections stay."""

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
        content = await treq.content(response)
        if response.code != 200:
            raise NotThePage(response.code)
        return content

    async def close(self) -> None:
        """Close the connections that are kept; return when they are closed."""
        self._pool = None
