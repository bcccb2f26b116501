# exercise: fetch_all
# rejected by: as_many_at_once_as_the_limit
"""Begins them all; the limit is never looked at."""

from twisted.internet.defer import Deferred, DeferredList
from twisted.web.client import Agent, readBody


async def fetch(agent, url):
    response = await agent.request(b"GET", url.encode("ascii"))
    return await readBody(response)


async def fetch_all(reactor, urls, limit, timeout, max_bytes):
    agent = Agent(reactor)
    begun = [Deferred.fromCoroutine(fetch(agent, url)).addTimeout(timeout, reactor) for url in urls]
    ends = await DeferredList(begun, consumeErrors=True)
    return [end if came else end.value for came, end in ends]
