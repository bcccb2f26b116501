# exercise: pooling
"""Callbacks, readBody, and a subclass of the pool with its numbers as attributes."""

from twisted.web import client


class NotThePage(Exception):
    """The server answered with another status than 200."""


class Reader:
    def __init__(self, reactor, most, idle):
        class Pool(client.HTTPConnectionPool):
            maxPersistentPerHost = most
            cachedConnectionTimeout = idle

        self.pool = Pool(reactor)
        self.agent = client.Agent(reactor, pool=self.pool)

    def read(self, url):
        def judge(body, code):
            if code != 200:
                raise NotThePage(code)
            return body

        asked = self.agent.request(b"GET", url.encode("ascii"))
        return asked.addCallback(lambda got: client.readBody(got).addCallback(judge, got.code))

    def close(self):
        return self.pool.closeCachedConnections()
