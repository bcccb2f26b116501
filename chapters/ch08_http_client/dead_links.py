# exercise: dead_links
# built 23ef8e8466b1588a from solutions/ch08_http_client/dead_links.py
# Your own copy, to write in and to run: my/ch08_http_client/dead_links.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch08_http_client/dead_links.py")
"""Find the links of a site that lead nowhere: python dead_links.py http://127.0.0.1:8000/"""

import re
import sys
from contextlib import suppress
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import treq
from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.web.client import HTTPConnectionPool

HREF = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
LONGEST = 1_000_000  # bytes of a page that are read


def addresses(page: str, hrefs: list[str]) -> list[str]:
    """Return what *hrefs* mean on *page*, without a ``#…`` at the end."""
    found = []
    for href in hrefs:
        with suppress(ValueError):  # such as http://[
            found.append(urldefrag(urljoin(page, unescape(href))).url)
    return found


# YOUR TURN: build `dead_links`; trust no server to answer, to finish, or to have an end.
async def dead_links(reactor, url: str, limit: int, timeout: float, most: int) -> dict:
    """Walk over the site of *url*; return each dead address, and a sorted list of who leads there.

    Dead is what answers 400 or more, breaks off, speaks no HTTP, or takes *timeout* seconds; of a
    page, `LONGEST` bytes are enough. A redirect is a page with one link. Each address of HTTP is
    asked for once, *limit* at a time, *most* in all. Only *url*'s own ``text/html`` is searched.
    """
    raise NotImplementedError
async def main(reactor, url: str) -> None:
    """Print each dead address, and where it stands."""
    print(*(await dead_links(reactor, url, 10, 10.0, 1000)).items(), sep="\n")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
