# exercise: fetch_all
# rejected by: as_many_at_once_as_the_limit
"""Keeps to the limit per host, but counts only to two: the pool's default number."""

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.web.client import Agent, HTTPConnectionPool, readBody


async def fetch(agent, url):
    response = await agent.request(b"GET", url.encode("ascii"))
    return await readBody(response)


async def fetch_all(reactor, urls, limit, timeout, max_bytes):
    pool = HTTPConnectionPool(reactor)
    gate, agent = DeferredSemaphore(pool.maxPersistentPerHost), Agent(reactor, pool=pool)

    def begin(url):
        return Deferred.fromCoroutine(fetch(agent, url)).addTimeout(timeout, reactor)

    ends = await DeferredList([gate.run(begin, url) for url in urls], consumeErrors=True)
    return [end if came else end.value for came, end in ends]
