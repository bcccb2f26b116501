# exercise: pooling
"""treq with a pool, inlineCallbacks."""

import treq
from twisted.internet.defer import inlineCallbacks
from twisted.web.client import HTTPConnectionPool


class NotThePage(Exception):
    """The server answered with another status than 200."""


class Reader:
    def __init__(self, reactor, most, idle):
        self.reactor, self.pool = reactor, HTTPConnectionPool(reactor, persistent=True)
        self.pool.maxPersistentPerHost, self.pool.cachedConnectionTimeout = most, idle

    @inlineCallbacks
    def read(self, url):
        response = yield treq.get(url, pool=self.pool, reactor=self.reactor)
        body = yield response.content()
        if response.code != 200:
            raise NotThePage(url)
        return body

    def close(self):
        return self.pool.closeCachedConnections()
