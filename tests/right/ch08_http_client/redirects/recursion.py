# exercise: redirects
"""A function that calls itself, and hyperlink for the addresses."""

from hyperlink import URL
from twisted.internet.defer import inlineCallbacks
from twisted.web.client import Agent, readBody
from twisted.web.http_headers import Headers


@inlineCallbacks
def follow(agent, url, home, key, most):
    same = (url.scheme, url.host, url.port) == (home.scheme, home.host, home.port)
    headers = Headers({b"X-Api-Key": [key.encode()]}) if same else None
    response = yield agent.request(b"GET", url.to_text().encode("ascii"), headers)
    if response.code // 100 != 3:
        body = yield readBody(response)
        return url.to_text(), body
    if most == 0:
        raise RecursionError("too many redirects")
    (where,) = response.headers.getRawHeaders("location")
    return (yield follow(agent, url.click(where), home, key, most - 1))


def fetch(reactor, url, key, most):
    home = URL.from_text(url)
    return follow(Agent(reactor), home, home, key, most)
