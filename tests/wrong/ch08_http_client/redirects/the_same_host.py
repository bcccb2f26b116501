# exercise: redirects
# rejected by: the_key_stays_at_home
"""Takes another port of the same host for the same server."""

from urllib.parse import urljoin, urlsplit

import treq
from twisted.web.client import Agent
from twisted.web.http_headers import Headers

KEY = b"X-Api-Key"
MOVED = (301, 302, 303, 307, 308)


class Lost(Exception):
    """The page cannot be found: too many redirects, or one that leads nowhere."""


def server(url: str) -> tuple[str, str]:
    """Return what tells one server from another: the scheme, and the host with its port."""
    return urlsplit(url).scheme, urlsplit(url).hostname


async def fetch(reactor, url: str, key: str, most: int) -> tuple[str, bytes]:
    """Return where the page was found, and its body; ask with the header `KEY`.

    A redirect has one of the statuses in `MOVED`. At most *most* of them are followed.

    Raises:
        Lost: there is one redirect more, or one that does not say where to.
    """
    agent, home = Agent(reactor), server(url)
    for _ in range(most + 1):
        headers = Headers({KEY: [key]} if server(url) == home else {})
        response = await agent.request(b"GET", url.encode("ascii"), headers)
        content = await treq.content(response)
        if response.code not in MOVED:
            return url, content
        where = response.headers.getRawHeaders("location")
        if not where:
            raise Lost(f"status {response.code}, and not a word where to")
        url = urljoin(url, where[0])
    raise Lost(f"more than {most} redirects")
