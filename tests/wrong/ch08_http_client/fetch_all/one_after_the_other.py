# exercise: fetch_all
# rejected by: as_many_at_once_as_the_limit
"""Awaits each page before it asks for the next one."""

from twisted.internet.defer import Deferred
from twisted.web.client import Agent, readBody


class BadStatus(Exception):
    """Another status than 200."""


async def fetch(agent, url, max_bytes):
    response = await agent.request(b"GET", url.encode("ascii"))
    content = await readBody(response)
    if response.code != 200 or len(content) > max_bytes:
        raise BadStatus(response.code)
    return content


async def fetch_all(reactor, urls, limit, timeout, max_bytes):
    agent, results = Agent(reactor), []
    for url in urls:
        one = Deferred.fromCoroutine(fetch(agent, url, max_bytes)).addTimeout(timeout, reactor)
        try:
            results.append(await one)
        except Exception as problem:
            results.append(problem)
    return results
