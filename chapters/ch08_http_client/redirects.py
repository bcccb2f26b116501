# exercise: redirects
# built ec025e46a5def440 from solutions/ch08_http_client/redirects.py
# Your own copy, to write in and to run: my/ch08_http_client/redirects.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch08_http_client/redirects.py")
"""Follow a page that has moved, and do not give the key of one server to another.

Run it:  python redirects.py http://127.0.0.1:8000/chapters s3cret
"""

import sys
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
    return urlsplit(url)[:2]


# YOUR TURN: follow at most so many redirects; the key is for the first server only.
async def fetch(reactor, url: str, key: str, most: int) -> tuple[str, bytes]:
    """Return where the page was found, and its body; ask with the header `KEY`.

    A redirect has one of the statuses in `MOVED`. At most *most* of them are followed.

    Raises:
        Lost: there is one redirect more, or one that does not say where to.
    """
    raise NotImplementedError


async def main(reactor, url: str, key: str) -> None:
    """Print where the page was found."""
    where, content = await fetch(reactor, url, key, 5)
    print(f"{len(content):,} bytes at {where}")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
