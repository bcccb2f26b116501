# exercise: redirects
"""Twisted's RedirectAgent, mended: each request resolves against its own address."""

import treq
from twisted.web.client import Agent, RedirectAgent
from twisted.web.http_headers import Headers


class Mended(RedirectAgent):
    def _handleRedirect(self, response, method, uri, headers, count):
        return super()._handleRedirect(
            response, method, response.request.absoluteURI, headers, count
        )


async def fetch(reactor, url, key, most):
    agent = Mended(Agent(reactor), most, sensitiveHeaderNames=[b"X-Api-Key"])
    response = await agent.request(b"GET", url.encode("ascii"), Headers({"x-api-key": [key]}))
    return response.request.absoluteURI.decode("ascii"), await treq.content(response)
