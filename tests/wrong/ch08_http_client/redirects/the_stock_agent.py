# exercise: redirects
# rejected by: it_is_found_where_it_has_gone
"""Twisted's RedirectAgent takes the first address for the base of all redirects (issue 8265)."""

import treq
from twisted.web.client import Agent, RedirectAgent
from twisted.web.http_headers import Headers


async def fetch(reactor, url, key, most):
    agent = RedirectAgent(Agent(reactor), most, sensitiveHeaderNames=[b"X-Api-Key"])
    response = await agent.request(b"GET", url.encode("ascii"), Headers({"x-api-key": [key]}))
    return response.request.absoluteURI.decode("ascii"), await treq.content(response)
